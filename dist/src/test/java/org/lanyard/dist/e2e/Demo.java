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

    private final Program program;
    private final Path data;
    private final URI portal;
    private final URI kiosk;
    private final Map<String, URI> invitations = new LinkedHashMap<>();

    private Demo(Program program, Path data) {
        this.program = program;
        this.data = data;
        program.await("Ready after");
        this.portal = address("Parents' portal");
        this.kiosk = address("Kiosk's screen");
        for (String line : program.output()) {
            Matcher invitation = INVITATION.matcher(line);
            if (invitation.matches()) {
                invitations.put(invitation.group(1), URI.create(invitation.group(2)));
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
    URI invitation(String guardian) {
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
