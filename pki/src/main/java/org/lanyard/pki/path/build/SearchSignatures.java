package org.lanyard.pki.path.build;

import java.util.HashMap;
import java.util.Map;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.SubjectKey;
import org.lanyard.pki.path.rules.SignatureCheck;
import org.lanyard.pki.path.rules.Signatures;
import org.lanyard.pki.path.rules.WorkingKey;

/** The signatures of one search: each checked once, paid from its budget. */
final class SearchSignatures implements Signatures {
    private final Memory memory;
    private final Budget budget;
    private final Map<Signed, Boolean> checked = new HashMap<>();

    /** A question: was this signed with that? */
    record Signed(ParsedCertificate certificate, SubjectKey key) {}

    SearchSignatures(Memory memory, Budget budget) {
        this.memory = memory;
        this.budget = budget;
    }

    @Override
    public WorkingKey authority(SubjectKey key) throws PathException {
        return memory.key(key);
    }

    @Override
    public boolean signed(ParsedCertificate certificate, WorkingKey key) throws PathException {
        if (key.encoded().isPresent()) {
            return signed(certificate, key.encoded().get());
        }
        return check(certificate, key);
    }

    boolean signed(ParsedCertificate certificate, SubjectKey key) throws PathException {
        Signed question = new Signed(certificate, key);
        Boolean known = checked.get(question);
        if (known == null) {
            known = memory.known(question);
        }
        if (known == null) {
            known = check(certificate, memory.key(key));
            checked.put(question, known);
            memory.remember(question, known);
        }
        return known;
    }

    private boolean check(ParsedCertificate certificate, WorkingKey key) throws PathException {
        budget.signature(key.cost());
        return SignatureCheck.verifies(
                key,
                certificate.signatureAlgorithm(),
                certificate.signedPart(),
                certificate.signature(),
                memory.allowed());
    }
}
