package org.lanyard.dist.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.keystore.CryptoProviders;
import org.slf4j.LoggerFactory;

@DisplayName("logging of the program")
class LoggingTest {

    @Test
    @DisplayName("logback finds it")
    void found_by_logback() {
        assertTrue(ServiceLoader.load(Configurator.class).stream().anyMatch(each -> each.type() == Logging.class));
    }

    @Test
    @DisplayName("a logback-test.xml comes before it")
    void tests_have_their_own() {
        LoggerContext context = new LoggerContext();
        assertEquals(Configurator.ExecutionStatus.INVOKE_NEXT_IF_ANY, new Logging().configure(context));
        assertEquals(
                Level.DEBUG,
                context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getLevel());
    }

    @Test
    @DisplayName(
            "without one: our lines from INFO, others' from WARN, on standard error; -Dlanyard.log=DEBUG says more")
    void levels() throws Exception {
        String usual = said();
        assertTrue(usual.matches("(?s)\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z INFO  CryptoProviders: ours info\\R.*"), usual);
        assertFalse(usual.contains("ours debug"), usual);
        assertFalse(usual.contains("theirs info"), usual);
        assertTrue(usual.contains("WARN  other: theirs warn"), usual);
        assertTrue(said("-Dlanyard.log=DEBUG").contains("DEBUG CryptoProviders: ours debug"));
    }

    /** What a process says whose class path has no test's configuration. */
    private static String said(String... options) throws Exception {
        List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath(), Says.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        process.getErrorStream().transferTo(err);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return err.toString(StandardCharsets.UTF_8);
    }

    private static String classPath() throws Exception {
        List<Class<?>> needed = List.of(
                Says.class,
                Logging.class,
                CryptoProviders.class,
                LoggerFactory.class,
                Level.class,
                ch.qos.logback.core.Context.class);
        return needed.stream()
                .map(each -> Path.of(java.net.URI.create(each.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()))
                        .toString())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The process. */
    static final class Says {
        private Says() {}

        public static void main(String[] args) {
            for (String name : Arrays.asList(CryptoProviders.class.getName(), "other")) {
                org.slf4j.Logger logger = LoggerFactory.getLogger(name);
                String whose = name.equals("other") ? "theirs" : "ours";
                logger.info("{} info", whose);
                logger.debug("{} debug", whose);
                logger.warn("{} warn", whose);
            }
        }
    }
}
