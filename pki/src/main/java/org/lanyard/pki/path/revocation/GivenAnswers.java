package org.lanyard.pki.path.revocation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lanyard.pki.path.build.Budget;
import org.lanyard.pki.path.parse.OcspAnswer;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.rules.PathInputs;
import org.lanyard.pki.path.rules.ValidPath;

/** OCSP answers that somebody handed in, such as in files; asked for without a nonce. */
public record GivenAnswers(List<OcspAnswer> answers, OcspJudge judge) implements OcspSource {
    public GivenAnswers {
        answers = List.copyOf(answers);
    }

    @Override
    public Optional<Instant> judge(ValidPath path, int position, PathInputs inputs, Budget budget)
            throws PathException {
        for (OcspAnswer answer : answers) {
            Optional<Instant> until = judge.judge(
                    answer,
                    OcspJudge.Issuer.of(path, position),
                    path.path().certificates().get(position),
                    Optional.empty(),
                    inputs,
                    budget);
            if (until.isPresent()) {
                return until;
            }
        }
        return Optional.empty();
    }
}
