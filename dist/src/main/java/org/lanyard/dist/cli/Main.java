package org.lanyard.dist.cli;

import java.time.InstantSource;
import java.util.List;
import org.lanyard.card.cli.KioskCommand;
import org.lanyard.card.cli.SoftCardCommand;
import org.lanyard.dist.bench.BenchCommand;
import org.lanyard.dist.card.CardCommand;
import org.lanyard.dist.demo.DemoCommand;
import org.lanyard.dist.duty.DutiesCommand;
import org.lanyard.dist.invite.InviteCommand;
import org.lanyard.dist.key.KeysCommand;
import org.lanyard.dist.kiosk.KiosksCommand;
import org.lanyard.dist.notices.NoticesCommand;
import org.lanyard.dist.pass.PassCommand;
import org.lanyard.dist.people.PeopleCommand;
import org.lanyard.dist.policy.PolicyCommand;
import org.lanyard.dist.pupils.PupilsCommand;
import org.lanyard.dist.recovery.RecoveryCommand;
import org.lanyard.dist.roster.RosterCommand;
import org.lanyard.dist.serve.MetadataOfNode;
import org.lanyard.dist.serve.Node;
import org.lanyard.dist.serve.ServeCommand;
import org.lanyard.pki.cli.AuditCommand;
import org.lanyard.pki.cli.BackupCommand;
import org.lanyard.pki.cli.PkiCommand;
import org.lanyard.pki.cli.PkiSurroundings;
import org.lanyard.pki.cli.RestoreCommand;
import org.lanyard.pki.keystore.CryptoProviders;
import org.lanyard.session.http.SessionService;
import org.lanyard.session.login.EndedWithCertificate;
import org.lanyard.session.login.SessionsAfterRestore;
import org.lanyard.webauthn.cli.WebAuthnCommand;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code lanyard} command: one class a subcommand, each of them with {@code --help}. */
@Command(
        name = "lanyard",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Signs pupils and parents in to the services of their schools.",
        footer = {"", "Start with `lanyard demo`. Each command has its own --help."})
public final class Main {
    private static final List<Class<?>> COMMANDS = List.of(
            DemoCommand.class,
            ServeCommand.class,
            WebAuthnCommand.class,
            SoftCardCommand.class,
            KioskCommand.class,
            CardCommand.class,
            PassCommand.class,
            InviteCommand.class,
            KeysCommand.class,
            DutiesCommand.class,
            PolicyCommand.class,
            KiosksCommand.class,
            RosterCommand.class,
            PeopleCommand.class,
            NoticesCommand.class,
            RecoveryCommand.class,
            PupilsCommand.class,
            PkiCommand.class,
            AuditCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            BenchCommand.class,
            Launched.BuildCommand.class,
            Launched.TestCommand.class,
            Launched.VectorsCommand.class,
            CommandLine.HelpCommand.class);

    private Main() {}

    public static void main(String[] args) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        // A tenth of a second each, and independent: the second call waits for the first.
        new Thread(CryptoProviders::install, "providers").start();
        CommandLine command = args.length == 0 ? commandLine() : commandLine(args[0]);
        CryptoProviders.install();
        System.exit(command.execute(args));
    }

    /** The command with its subcommands, for tests that read its help and for whoever mistypes one. */
    public static CommandLine commandLine() {
        return with(COMMANDS);
    }

    /** With the one subcommand of that name, if there is one: reading the annotations of all takes longer than most run. */
    private static CommandLine commandLine(String name) {
        List<Class<?>> named = COMMANDS.stream()
                .filter(each -> each.getAnnotation(Command.class).name().equals(name))
                .toList();
        return named.isEmpty() || named.contains(CommandLine.HelpCommand.class) ? commandLine() : with(named);
    }

    private static CommandLine with(List<Class<?>> commands) {
        CommandLine line = new CommandLine(new Main());
        commands.forEach(each -> line.addSubcommand(made(each)));
        return line;
    }

    /** Those that know other modules are told of them here. */
    private static Object made(Class<?> command) {
        if (command == PkiCommand.class) {
            return pki();
        }
        if (command == PeopleCommand.class) {
            return PeopleCommand.line(new PeopleCommand());
        }
        if (command == WebAuthnCommand.class) {
            return new WebAuthnCommand(new MetadataOfNode(), InstantSource.system());
        }
        if (command == BackupCommand.class) {
            return new BackupCommand(PkiSurroundings.ofThisProcess(), List.of(Node.MIGRATIONS), Version.ofProgram());
        }
        if (command == RestoreCommand.class) {
            return new RestoreCommand(
                    PkiSurroundings.ofThisProcess(),
                    List.of(Node.MIGRATIONS),
                    audit -> List.of(new SessionsAfterRestore(audit)));
        }
        return command;
    }

    /** What is revoked from the command line ends its sessions too. */
    private static PkiCommand pki() {
        return new PkiCommand(
                PkiSurroundings.ofThisProcess(),
                new PkiCommand.Followed(List.of(SessionService.MIGRATIONS), EndedWithCertificate::new));
    }
}
