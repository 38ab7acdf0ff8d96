package org.lanyard.pki.path.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.lanyard.pki.keystore.CryptoProviders;
import org.lanyard.pki.path.PathQuestion;
import org.lanyard.pki.path.PathValidator;
import org.lanyard.pki.path.build.Budget;
import org.lanyard.pki.path.build.PathBuilder;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.PathReason;
import org.lanyard.pki.path.revocation.RevocationCheck.Unrevoked;
import org.lanyard.pki.path.rules.Algorithms;
import org.lanyard.pki.path.rules.Expected;
import org.lanyard.pki.path.rules.PathInputs;
import org.lanyard.pki.path.rules.PolicyInputs;
import org.lanyard.pki.path.rules.StricterRule;
import org.lanyard.pki.path.rules.TrustAnchor;

/** A chain of three, good until a row of a table breaks it. */
final class Hostile {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    static {
        CryptoProviders.install();
    }

    final Maker root = Maker.authority("CN=root", null);
    final Maker authority = Maker.authority("CN=authority", root);
    final Maker leaf = Maker.leaf(authority);
    /** Further certificates that come along. */
    final List<Maker> more = new ArrayList<>();

    PathInputs inputs = PathInputs.at(NOW);
    int deepest = PathBuilder.DEEPEST;
    UnaryOperator<TrustAnchor> anchor = UnaryOperator.identity();
    /** Stricter rules that are not held in this chain, since it would break them beside. */
    final Set<StricterRule> off = EnumSet.noneOf(StricterRule.class);

    /**
     * A row of a table.
     *
     * @param rule the stricter rule that refuses it, without which it is valid; null for path validation itself
     * @param position which certificate: 0 the leaf, 1 its issuer, 2 the anchor; -1 where none is named
     */
    record Row(String name, StricterRule rule, PathReason reason, int position, Consumer<Hostile> change) {
        @Override
        public String toString() {
            return name + " → " + reason;
        }
    }

    /** Refused by path validation. */
    static Row row(String name, PathReason reason, int position, Consumer<Hostile> change) {
        return new Row(name, null, reason, position, change);
    }

    /** Refused by a stricter rule alone. */
    static Row strict(StricterRule rule, String name, PathReason reason, int position, Consumer<Hostile> change) {
        return new Row(name, rule, reason, position, change);
    }

    /** Not refused at all. */
    static Row good(String name, Consumer<Hostile> change) {
        return new Row(name, null, null, -1, change);
    }

    void expect(Expected expected) {
        inputs = inputs.with(expected);
    }

    void policies(PolicyInputs policies) {
        inputs = inputs.with(policies);
    }

    Unrevoked judge() throws PathException {
        return judge(Set.of());
    }

    /** Without some of the stricter rules. */
    Unrevoked judge(Set<StricterRule> without) throws PathException {
        Set<StricterRule> rules = EnumSet.allOf(StricterRule.class);
        rules.removeAll(without);
        rules.removeAll(off);
        List<ParsedCertificate> along = new ArrayList<>();
        along.add(ParsedCertificate.of(authority.make()));
        for (Maker each : more) {
            along.add(ParsedCertificate.of(each.make()));
        }
        TrustAnchor trusted = anchor.apply(TrustAnchor.of(ParsedCertificate.of(root.make())));
        PathValidator validator = PathValidator.of(List.of(trusted), along, Algorithms.STRONG, deepest);
        PathQuestion question = PathQuestion.of(inputs.with(rules));
        ParsedCertificate judged = ParsedCertificate.of(leaf.make());
        return validator.validate(judged, List.of(), question, new Budget(question.limits()));
    }

    /** One value, of at most 64 KiB, from its parts. */
    static byte[] tlv(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        int length = content.size();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (length > 255) {
            out.write(0x82);
            out.write(length >> 8);
        } else if (length > 127) {
            out.write(0x81);
        }
        out.write(length);
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }

    static byte[] der(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
