package org.lanyard.dist.invite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lanyard.dist.office.SecretFile;
import org.lanyard.session.print.InvitationLetter;
import org.lanyard.session.print.SecondCodeSheet;

/** Prints the letters, and the second codes apart from them. */
final class InvitePrinting {
    private InvitePrinting() {}

    static void print(List<Draft> drafts, Path letters, Optional<Path> secondCodes) throws IOException {
        if (drafts.isEmpty()) {
            return;
        }
        if (letters.toString().toLowerCase(Locale.ROOT).endsWith(".pdf")) {
            SecretFile.write(
                    letters,
                    InvitationLetter.of(drafts.stream().map(Draft::letter).toList()));
        } else {
            if (!Files.isDirectory(letters)) {
                Files.createDirectories(
                        letters, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            for (Draft draft : drafts) {
                SecretFile.write(
                        letters.resolve(draft.invitation() + ".pdf"), InvitationLetter.of(List.of(draft.letter())));
            }
        }
        if (secondCodes.isPresent()) {
            SecretFile.write(
                    secondCodes.get(),
                    SecondCodeSheet.of(drafts.stream()
                            .flatMap(draft -> draft.line().stream())
                            .toList()));
        }
    }
}
