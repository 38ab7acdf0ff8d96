package org.lanyard.card.judge;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lanyard.card.piv.Container;

/** What was found about a card, container by container. */
public final class Judgement {
    /** Without these a card proves nothing (FIPS 201-3 §4.2). */
    private static final List<Container> MANDATORY = List.of(
            Container.CHUID,
            Container.PIV_AUTHENTICATION_CERTIFICATE,
            Container.CARD_AUTHENTICATION_CERTIFICATE,
            Container.SECURITY_OBJECT);

    private final Map<Container, Finding> findings;

    Judgement(Map<Container, Finding> findings) {
        this.findings = Collections.unmodifiableMap(new EnumMap<>(findings));
    }

    /** Of every container, also of those that the card does not have. */
    public Map<Container, Finding> findings() {
        return findings;
    }

    public Finding of(Container container) {
        return findings.get(container);
    }

    /** Whether every container that has to be there is, and nothing that is there is broken. */
    public boolean isGood() {
        return MANDATORY.stream().allMatch(container -> of(container).present())
                && findings.values().stream().noneMatch(Finding::isBroken);
    }

    /** The same with a flaw that showed elsewhere, such as {@link Flaw#KEY_DIFFERS} in a signature. */
    public Judgement with(Container container, Flaw flaw) {
        Map<Container, Finding> changed = new EnumMap<>(findings);
        Set<Flaw> flaws = EnumSet.of(flaw);
        flaws.addAll(of(container).flaws());
        changed.put(container, new Finding(of(container).present(), flaws));
        return new Judgement(changed);
    }

    /** What is broken, and what has to be there and is not; for a log. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        findings.forEach((container, finding) -> {
            if (finding.isBroken()) {
                text.append(container).append(' ').append(finding.flaws()).append(' ');
            } else if (!finding.present() && MANDATORY.contains(container)) {
                text.append(container).append(" absent ");
            }
        });
        return text.length() == 0 ? "good" : text.toString().strip();
    }
}
