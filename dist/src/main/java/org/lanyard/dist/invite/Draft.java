package org.lanyard.dist.invite;

import java.net.URI;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.session.print.InvitationLetter;
import org.lanyard.session.print.SecondCodeSheet;

/**
 * What is to be printed for one invitation.
 *
 * @param place school and class, for the sheet; the letter has the school alone
 * @param second where the office tells it
 */
record Draft(
        UUID invitation,
        UUID person,
        String name,
        String place,
        String school,
        String code,
        URI link,
        LocalDate before,
        Optional<String> second) {
    InvitationLetter.Letter letter() {
        return new InvitationLetter.Letter(name, school, code, link, before, second.isPresent());
    }

    Optional<SecondCodeSheet.Line> line() {
        return second.map(told -> new SecondCodeSheet.Line(name, place, told));
    }

    @Override
    public String toString() {
        return "Draft[" + invitation + "]";
    }
}
