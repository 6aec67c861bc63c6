package dev.signalbox.sandbox.oracle;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The exchanges before the login: the listener's answer, native encryption, capabilities. */
final class Handshake {
  /** Newest packet format the driver needs no further features for. */
  private static final int TNS_VERSION = 318;

  private static final int UTF8 = 873;
  private static final int UTF16 = 2000;
  private static final int FIXED_TYPES_LENGTH = 11;
  private static final int NATIVE_SERVICES_VERSION = 0x13000000;

  /**
   * What the driver looks at: byte 4 = login with PBKDF2, 7 = field version 12 (release 19), 15 = a
   * status ends each reply, 27 = two-byte type entries, 37 = lengths of chunks are numbers.
   */
  private static final byte[] COMPILE_CAPABILITIES =
      HexFormat.of()
          .parseHex(
              "060101012a01010c010101010101012901030703000100000100000100000000000000000020"
                  + "00000000000000");

  private static final byte[] RUNTIME_CAPABILITIES = {2, 0, 0, 0, 0, 0, 0};

  private Handshake() {}

  /** The ORA- number with which to refuse the connect data, or null to accept it. */
  static @Nullable Integer refusal(String connectData, String service) {
    Matcher wanted =
        Pattern.compile("\\((SERVICE_NAME|SID)=([^)]*)\\)", Pattern.CASE_INSENSITIVE)
            .matcher(connectData);
    if (wanted.find() && wanted.group(2).equalsIgnoreCase(service)) {
      return null;
    }
    boolean bySid = wanted.reset().find() && wanted.group(1).equalsIgnoreCase("SID");
    return bySid ? 12505 : 12514;
  }

  /** Body of the ACCEPT packet. */
  static byte[] accept(int sdu, boolean nativeServices) {
    int flags = nativeServices ? 0 : 4;
    int shortSdu = Math.min(sdu, 65_535);
    return new TtcWriter()
        .fixed2(TNS_VERSION)
        .fixed2(1)
        .fixed2(shortSdu)
        .fixed2(shortSdu)
        .fixed2(0x0100)
        .fixed2(0)
        .fixed2(45)
        .byte1(flags)
        .byte1(flags)
        .raw(new byte[8])
        .fixed4(sdu)
        .fixed4(sdu)
        .byte1(0)
        .fixed4(0)
        .toByteArray();
  }

  /** Body of the REFUSE packet. */
  static byte[] refuse(int code) {
    String text =
        "(DESCRIPTION=(TMP=)(VSNNUM=318767104)(ERR=%1$d)(ERROR_STACK=(ERROR=(CODE=%1$d)(EMFI=4))))"
            .formatted(code);
    return new TtcWriter()
        .byte1(0x22)
        .byte1(0)
        .fixed2(text.length())
        .characters(text)
        .toByteArray();
  }

  /** Agrees to negotiate native encryption, and to none of it. */
  static byte[] nativeServices() {
    byte[] supervisor =
        new TtcWriter()
            .raw(service(4, 3))
            .raw(version())
            .raw(field(6, (byte) 0, (byte) 0x1F))
            .raw(field(1, HexFormat.of().parseHex("deadbeef0003000000040004000100020003")))
            .toByteArray();
    byte[] authentication =
        new TtcWriter()
            .raw(service(1, 2))
            .raw(version())
            .raw(field(6, (byte) 0xFB, (byte) 0xFF))
            .toByteArray();
    byte[] none = field(2, (byte) 0);
    byte[] encryption = new TtcWriter().raw(service(2, 2)).raw(version()).raw(none).toByteArray();
    byte[] checksum = new TtcWriter().raw(service(3, 2)).raw(version()).raw(none).toByteArray();
    int length =
        13 + supervisor.length + authentication.length + encryption.length + checksum.length;
    return new TtcWriter()
        .fixed4(0xDEADBEEFL)
        .fixed2(length)
        .fixed4(NATIVE_SERVICES_VERSION)
        .fixed2(4)
        .byte1(0)
        .raw(supervisor)
        .raw(authentication)
        .raw(encryption)
        .raw(checksum)
        .toByteArray();
  }

  private static byte[] service(int id, int fields) {
    return new TtcWriter().fixed2(id).fixed2(fields).fixed4(0).toByteArray();
  }

  private static byte[] version() {
    return field(5, ByteBuffer.allocate(4).putInt(NATIVE_SERVICES_VERSION).array());
  }

  private static byte[] field(int kind, byte... value) {
    return new TtcWriter().fixed2(value.length).fixed2(kind).raw(value).toByteArray();
  }

  static byte[] protocol() {
    return new TtcWriter()
        .byte1(1)
        .byte1(6)
        .byte1(0)
        .characters("Oracle stand-in")
        .byte1(0)
        .little2(UTF8)
        .byte1(1)
        .little2(0)
        .fixed2(FIXED_TYPES_LENGTH)
        .raw(new byte[FIXED_TYPES_LENGTH - 2])
        .fixed2(UTF16)
        .byte1(COMPILE_CAPABILITIES.length)
        .raw(COMPILE_CAPABILITIES)
        .byte1(RUNTIME_CAPABILITIES.length)
        .raw(RUNTIME_CAPABILITIES)
        .toByteArray();
  }

  /** An empty list: the client's own representations are as good as any. */
  static byte[] dataTypes() {
    return new byte[] {2, 0, 0};
  }

  /**
   * The connect data within a CONNECT packet, or null when it is too long for that and follows in a
   * packet of its own.
   */
  static @Nullable String connectData(byte[] body) {
    ByteBuffer fields = ByteBuffer.wrap(body);
    int length = Short.toUnsignedInt(fields.getShort(24 - TnsPacket.HEADER));
    int offset = Short.toUnsignedInt(fields.getShort(26 - TnsPacket.HEADER)) - TnsPacket.HEADER;
    return offset + length > body.length
        ? null
        : new String(body, offset, length, StandardCharsets.UTF_8);
  }
}
