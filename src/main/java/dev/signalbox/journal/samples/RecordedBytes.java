package dev.signalbox.journal.samples;

import dev.signalbox.journal.Subject;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * What is recorded at one step as bytes: a line that names format and step, a checksum of all that
 * follows, and that, compressed.
 */
final class RecordedBytes {
  /** Bytes handed to the compression together: one by one they cost ten times as much. */
  private static final int AT_ONCE = 1 << 13;

  private static final int MOST_STRETCHES = 10_000;

  private RecordedBytes() {}

  /** Why bytes are not such a record. */
  static final class DamagedException extends Exception {
    private static final long serialVersionUID = 1;

    DamagedException(String reason) {
      super(reason);
    }
  }

  private static byte[] header(Step step) {
    return "signalbox samples 1, %d s%n"
        .formatted(step.width().toSeconds())
        .replace("\r", "")
        .getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] encode(Step step, Recorded recorded) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    Deflater fast = new Deflater(Deflater.BEST_SPEED);
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(new DeflaterOutputStream(packed, fast), AT_ONCE))) {
      write(recorded, out);
      out.flush();
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot fail to be written", e);
    } finally {
      fast.end();
    }
    byte[] content = packed.toByteArray();
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(header(step));
    long sum = checksum(content, 0);
    for (int shift = 24; shift >= 0; shift -= 8) {
      whole.write((int) (sum >>> shift));
    }
    whole.writeBytes(content);
    return whole.toByteArray();
  }

  private static void write(Recorded recorded, DataOutputStream out) throws IOException {
    out.writeInt(recorded.watched().size());
    for (Stretch stretch : recorded.watched()) {
      out.writeLong(stretch.from().toEpochMilli());
      out.writeLong(stretch.to().toEpochMilli());
      out.writeUTF(stretch.before().name());
    }
    out.writeInt(recorded.rings().size());
    for (Map.Entry<Key, Ring> entry : recorded.rings().entrySet()) {
      out.writeUTF(entry.getKey().subject().toString());
      out.writeUTF(entry.getKey().measure().name());
      entry.getValue().write(out);
    }
  }

  /**
   * The record that was written as these bytes.
   *
   * @throws DamagedException if they are anything else
   */
  static Recorded decode(Step step, byte[] bytes) throws DamagedException {
    byte[] header = header(step);
    int begin = header.length + Integer.BYTES;
    if (bytes.length < begin || !Arrays.equals(header, 0, header.length, bytes, 0, header.length)) {
      throw new DamagedException("its first line does not name a format known here");
    }
    long sum = 0;
    for (int i = header.length; i < begin; i++) {
      sum = sum << 8 | Byte.toUnsignedLong(bytes[i]);
    }
    if (sum != checksum(bytes, begin)) {
      throw new DamagedException("its checksum is not that of its content");
    }
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(
                new InflaterInputStream(
                    new ByteArrayInputStream(bytes, begin, bytes.length - begin)),
                AT_ONCE))) {
      return read(step, in);
    } catch (IOException | IllegalArgumentException e) {
      throw new DamagedException("its content makes no sense: " + e.getClass().getSimpleName());
    }
  }

  private static Recorded read(Step step, DataInputStream in) throws IOException {
    List<Stretch> watched = watched(in);
    Map<Key, Ring> rings = new TreeMap<>(Key.ORDER);
    int traces = bounded(in.readInt(), SampleHistory.MOST_TRACES);
    for (int i = 0; i < traces; i++) {
      Subject subject = Subject.parse(in.readUTF()).orElseThrow(IllegalArgumentException::new);
      Measure measure = Measure.valueOf(in.readUTF());
      Ring ring = new Ring(step.buckets());
      ring.read(step, in);
      rings.put(new Key(subject, measure), ring);
    }
    return new Recorded(watched, rings);
  }

  private static List<Stretch> watched(DataInputStream in) throws IOException {
    List<Stretch> watched = new ArrayList<>();
    Instant last = Instant.EPOCH;
    int stretches = bounded(in.readInt(), MOST_STRETCHES);
    for (int i = 0; i < stretches; i++) {
      Instant from = Instant.ofEpochMilli(in.readLong());
      Instant to = Instant.ofEpochMilli(in.readLong());
      if (from.isBefore(last) || to.isBefore(from) || !Step.isMoment(to)) {
        throw new IllegalArgumentException("Not a stretch: " + from + " to " + to);
      }
      watched.add(new Stretch(from, to, Stretch.Gap.valueOf(in.readUTF())));
      last = from;
    }
    return watched;
  }

  private static int bounded(int count, int most) {
    if (count < 0 || count > most) {
      throw new IllegalArgumentException("Not a count: " + count);
    }
    return count;
  }

  private static long checksum(byte[] bytes, int from) {
    CRC32 sum = new CRC32();
    sum.update(bytes, from, bytes.length - from);
    return sum.getValue();
  }
}
