package org.lanyard.dist.e2e;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code lanyard demo} on free ports, and what it told a newcomer. */
final class Demo implements AutoCloseable {
    private static final Pattern INVITATION =
            Pattern.compile("\\s+(\\S.*?)\\s+(http://localhost:\\d+/invitation#\\S+)");
    private static final Pattern SECOND = Pattern.compile("\\s+second code (\\d{4} \\d{4})");

    private final Program program;
    private final Path data;
    private final URI portal;
    private final URI kiosk;
    private final Map<String, Invited> invitations = new LinkedHashMap<>();

    private Demo(Program program, Path data) {
        this.program = program;
        this.data = data;
        program.await("Ready after");
        this.portal = address("Parents' portal");
        this.kiosk = address("Kiosk's screen");
        List<String> lines = program.output();
        for (int i = 0; i + 1 < lines.size(); i++) {
            Matcher invitation = INVITATION.matcher(lines.get(i));
            if (invitation.matches()) {
                Matcher second = SECOND.matcher(lines.get(i + 1));
                String code = second.matches() ? second.group(1) : "";
                invitations.put(invitation.group(1), new Invited(invitation.group(2), code));
            }
        }
    }

    static Demo start(Path data, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("demo", "--data", data.toString(), "--port", "0", "--kiosk-port", "0"));
        arguments.addAll(List.of(more));
        Program program = Program.start(arguments.toArray(String[]::new));
        try {
            return new Demo(program, data);
        } catch (RuntimeException failed) {
            program.kill();
            throw failed;
        }
    }

    private URI address(String what) {
        String line = program.await(what);
        return URI.create(line.substring(what.length()).strip().split("\\s")[0]);
    }

    Program program() {
        return program;
    }

    /** The parents' portal, with a slash at its end. */
    URI portal() {
        return portal;
    }

    /** Opens the kiosk's screen, once. */
    URI kiosk() {
        return kiosk;
    }

    /** The printed invitation of a guardian. */
    Invited invitation(String guardian) {
        return invitations.get(guardian);
    }

    Office office() {
        return new Office(data, URI.create(portal.toString().replaceFirst("/$", "")));
    }

    @Override
    public void close() {
        program.close();
    }
}
