@echo off
rem Starts Signalbox with the Java that came with it, else with that of JAVA_HOME, else with the one that is found by PATH: 25 or newer.
setlocal DisableDelayedExpansion
for %%d in ("%~dp0..") do set "home=%%~fd"

set "java="
if exist "%home%\runtime\bin\java.exe" set "java=%home%\runtime\bin\java.exe"
if not defined java if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
if not defined java set "java=java.exe"

rem JavaFX belongs on the module path (it warns on the class path), all else on the class path.
set "modules="
for %%f in ("%home%\lib\javafx-*.jar") do call set "modules=%%modules%%%%~ff;"

"%java%" ^
 -XX:-UsePerfData ^
 --module-path "%modules%" --add-modules javafx.controls,javafx.fxml ^
 --enable-native-access=javafx.graphics,ALL-UNNAMED ^
 -XX:+UseSerialGC ^
 -Xms32m ^
 -Djdk.virtualThreadScheduler.parallelism=16 ^
 -Dslf4j.internal.verbosity=ERROR ^
 -Dorg.bouncycastle.native.cpu_variant=java ^
 "-Dsignalbox.fonts=%home%\lib\fonts" ^
 %SIGNALBOX_JAVA_OPTIONS% ^
 -Dfile.encoding=UTF-8 ^
 -classpath "%home%\lib\*" dev.signalbox.app.Main %*
exit /b %ERRORLEVEL%
