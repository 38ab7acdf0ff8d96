package org.lanyard.dist.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.dist.cli.Main;

@DisplayName("The launcher says what is missing, and the one command that brings it")
class LauncherTest {
    @TempDir
    Path folder;

    private Machine machine;

    @BeforeEach
    void newMachine() throws Exception {
        machine = new Machine(folder);
    }

    private static void told(Machine.Ran ran, String... texts) {
        for (String text : texts) {
            assertTrue(ran.told().contains(text), ran.told());
        }
    }

    private static void failed(Machine.Ran ran, String... texts) {
        assertEquals(1, ran.exit(), ran.told());
        told(ran, texts);
    }

    @Test
    void helpListsWhatTheLauncherDoesItself() {
        String usage = Main.commandLine().getUsageMessage();
        for (String command : new String[] {"build", "test", "vectors", "demo", "serve", "bench", "pki"}) {
            assertTrue(usage.contains("\n  " + command + " "), usage);
        }
    }

    @Nested
    @DisplayName("test")
    class TestCommand {
        @Test
        void unknownOption_isNamedBesideTheUsage() throws Exception {
            failed(machine.lanyard("test", "--quick"), "Usage: lanyard test", "lanyard: unknown option --quick");
        }

        @Test
        void help_needsNothing() throws Exception {
            Machine.Ran ran = machine.lanyard("test", "--help");
            assertEquals(0, ran.exit(), ran.told());
            told(ran, "Usage: lanyard test");
        }

        @Test
        void withoutMaven() throws Exception {
            failed(machine.lanyard("test"), "needs Maven to build", "hint: apt-get install maven");
        }

        @Test
        void withoutAJdk() throws Exception {
            machine.with("mvn", "");
            failed(
                    machine.lanyard("test"),
                    "lanyard: needs a JDK 17 or newer\n",
                    "hint: apt-get install openjdk-17-jdk-headless");
        }

        @Test
        void withAJdkThatIsTooOld() throws Exception {
            machine.with("mvn", "");
            Path old = machine.jdk("11.0.21");
            failed(machine.lanyard("test", "--jdk", old.toString()), "needs a JDK 17 or newer", old.toString());
        }

        @Test
        void onAnotherSystemThanDebian_goesOn() throws Exception {
            machine.with("mvn", "").set("JAVA_HOME", machine.jdk("17.0.9"));
            Machine.Ran ran = machine.lanyard("test");
            assertEquals(0, ran.exit(), ran.told());
            told(ran, "not a Debian machine", "testing with jdk-17.0.9", "mvn -B -ntp verify");
        }

        @Test
        void packageMissing_asAUser_printsTheOneCommandAndGoesOn() throws Exception {
            machine.with("mvn", "").set("JAVA_HOME", machine.jdk("25.0.1")).user(1000);
            machine.with("dpkg-query", "case \"$*\" in *openssl) echo installed;; *) exit 1;; esac");
            machine.with("apt-get", "");
            Machine.Ran ran = machine.lanyard("test", "--", "-Dtest=X");
            assertEquals(0, ran.exit(), ran.told());
            told(
                    ran,
                    "sudo apt-get install --no-install-recommends age pcscd vsmartcard-vpcd opensc yubico-piv-tool softhsm2"
                            + " gnutls-bin curl chromium");
            told(ran, "mvn -B -ntp verify -Dtest=X");
            assertFalse(ran.told().contains("\napt-get "), ran.told());
        }

        @Test
        void packageMissing_asRoot_isInstalled() throws Exception {
            Path calls = folder.resolve("calls");
            machine.with("mvn", "")
                    .set("JAVA_HOME", machine.jdk("25.0.1"))
                    .with("dpkg-query", "exit 1")
                    .with("apt-get", "echo \"$*\" >>" + calls);
            machine.user(0);
            Machine.Ran ran = machine.lanyard("test");
            assertEquals(0, ran.exit(), ran.told());
            String called = Files.readString(calls);
            assertTrue(called.startsWith("update"), called);
            assertTrue(called.contains("install -y -qq --no-install-recommends age pcscd vsmartcard-vpcd"), called);
        }

        @Test
        void longRun_handsItsLengthInSecondsToTheCampaigns() throws Exception {
            machine.with("mvn", "")
                    .set("JAVA_HOME", machine.jdk("17.0.9"))
                    .inClone("dist/campaign/run", "echo \"campaigns $*\"");
            told(machine.lanyard("test", "--long", "2m"), "campaigns 120\n");
            told(machine.lanyard("test", "--long", "--", "-o"), "campaigns 600 -o\n");
            failed(machine.lanyard("test", "--long", "2 weeks"), "not a length of time: 2 weeks");
        }
    }

    @Nested
    @DisplayName("vectors and build")
    class Others {
        @Test
        void unknownArguments_areRefused() throws Exception {
            failed(machine.lanyard("vectors", "--all"), "Usage: lanyard vectors", "unknown option --all");
            failed(machine.lanyard("build", "--all"), "build takes no arguments");
        }

        @Test
        void withoutMaven() throws Exception {
            failed(machine.lanyard("vectors"), "needs Maven to build");
            failed(machine.lanyard("build"), "needs Maven to build");
        }
    }

    @Nested
    @DisplayName("any other command")
    class Program {
        @Test
        void withAJdkThatIsTooOld() throws Exception {
            machine.with("mvn", "").set("LANYARD_JAVA_HOME", machine.jdk("16.0.2"));
            failed(machine.lanyard("demo"), "LANYARD_JAVA_HOME is not a JDK 17 or newer");
        }

        @Test
        void thatFailsToBuild_showsTheErrorsAndTheLog() throws Exception {
            machine.set("LANYARD_JAVA_HOME", machine.jdk("17.0.9"))
                    .with("mvn", "echo '[ERROR] no such library'; exit 1")
                    .with("mkdir", "/bin/mkdir \"$@\"")
                    .with("tee", "/usr/bin/tee \"$@\"");
            failed(machine.lanyard("demo"), "[ERROR] no such library", "the build failed", "dist/target/build.log");
        }
    }
}
