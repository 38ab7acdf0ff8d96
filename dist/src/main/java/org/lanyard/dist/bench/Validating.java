package org.lanyard.dist.bench;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.lanyard.pki.path.PathQuestion;
import org.lanyard.pki.path.PathValidator;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.rules.PathInputs;
import org.lanyard.pki.path.rules.TrustAnchor;

/** Paths of three certificates, from the bytes of a leaf that was never seen before to a root, under a known authority. */
final class Validating implements AuthorityBenchmark {
    static final String NAME = "pki-path";
    private static final int LEAVES = 2_000;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String aim() {
        return "share 0.6";
    }

    @Override
    public Result run(AuthorityGround ground) throws Exception {
        ground.progress().accept(NAME + ": warming up, measuring");
        List<byte[]> leaves = new ArrayList<>();
        for (X509Certificate leaf : ground.certificates(LEAVES)) {
            leaves.add(leaf.getEncoded());
        }
        TrustAnchor root =
                TrustAnchor.of(ParsedCertificate.of(ground.authority().root().getEncoded()));
        ParsedCertificate issuing =
                ParsedCertificate.of(ground.authority().certificate().getEncoded());
        byte[] first = ground.certificates(1).get(0).getEncoded();
        return InProcess.measure(
                NAME,
                ground.length(),
                4,
                () -> {
                    // One that has met the authority, and none of the leaves.
                    PathValidator validator = PathValidator.of(List.of(root), List.of(issuing));
                    PathQuestion question =
                            PathQuestion.of(PathInputs.at(ground.clock().instant()));
                    validator.validate(first, question);
                    List<InProcess.Step> round = new ArrayList<>();
                    for (byte[] leaf : leaves) {
                        round.add(() -> validator.validate(leaf, question));
                    }
                    return round;
                },
                new BareCrypto.Bill(1, 0));
    }
}
