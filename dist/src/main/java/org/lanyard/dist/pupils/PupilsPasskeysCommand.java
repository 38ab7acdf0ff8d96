package org.lanyard.dist.pupils;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeCommand;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.pki.audit.Why;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.session.pupil.PupilKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lanyard pupils passkeys}. */
@Command(
        name = "passkeys",
        description = {
            "List from which age on pupils of each school may have passkeys, or set it for one.",
            "Sessions of keys that are not allowed any more end at once."
        })
final class PupilsPasskeysCommand extends OfficeCommand {
    private static final int YOUNGEST = 5;
    private static final int OLDEST = 25;

    @Option(names = "--school", paramLabel = "SCHOOL", description = "Name or id; without it all are listed.")
    private String school;

    @Option(names = "--from-age", paramLabel = "AGE|off", description = "In years, or off.")
    private String fromAge;

    @Option(names = "--why", paramLabel = "TEXT", description = "One sentence for whoever reads the record later.")
    private String why;

    @Override
    protected ExitCode run(Office office) throws OfficeException {
        List<PupilKeys.Setting> all = office.store().read(PupilKeys::all);
        if (school == null) {
            if (fromAge != null) {
                throw new OfficeException("of which school?", "Give --school.");
            }
            all.forEach(this::show);
            return ExitCode.OK;
        }
        PupilKeys.Setting before = all.stream()
                .filter(one ->
                        one.name().equals(school) || one.school().toString().equals(school))
                .findFirst()
                .orElseThrow(
                        () -> new OfficeException("there is no school " + school, "See: lanyard pupils passkeys."));
        if (fromAge == null) {
            show(before);
            return ExitCode.OK;
        }
        Optional<Integer> age = age();
        int ended = set(office, before, age);
        show(new PupilKeys.Setting(before.school(), before.name(), age));
        if (!json() && ended > 0) {
            out().println(ended == 1 ? "1 session ended." : ended + " sessions ended.");
        }
        return ExitCode.OK;
    }

    private int set(Office office, PupilKeys.Setting setting, Optional<Integer> age) throws OfficeException {
        if (why == null) {
            throw new OfficeException("nobody would know why", "Give --why.");
        }
        try {
            Why.checked(why);
        } catch (IllegalArgumentException e) {
            throw new OfficeException(e.getMessage(), "");
        }
        return office.store()
                .transact(tx -> office.desk().pupilKeys().set(tx, setting.school(), age, office.now(), actor(), why));
    }

    private Optional<Integer> age() throws OfficeException {
        if (fromAge.equals("off")) {
            return Optional.empty();
        }
        try {
            int years = Integer.parseInt(fromAge);
            if (years >= YOUNGEST && years <= OLDEST) {
                return Optional.of(years);
            }
        } catch (NumberFormatException notANumber) {
            throw new OfficeException("this is no age: " + fromAge, "A number of years from 5 to 25, or off.");
        }
        throw new OfficeException("this is no age for a pupil: " + fromAge, "From 5 to 25, or off.");
    }

    private void show(PupilKeys.Setting setting) {
        if (json()) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("school", setting.school().toString());
            told.put("name", setting.name());
            told.put("from_age", setting.fromAge().orElse(null));
            printJson(told);
        } else {
            out().println(setting.name() + ": "
                    + setting.fromAge().map(age -> "from " + age).orElse("off"));
        }
    }
}
