package org.lanyard.card.softcard;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/** The promise of {@link SoftCardAnyBytesTest}, by a fuzzer: {@code JAZZER_FUZZ=1 mvn test -Dtest=SoftCardFuzzTest}. */
@Tag("fuzz")
class SoftCardFuzzTest {
    @FuzzTest(maxDuration = "2m")
    void alwaysAStatusWord(byte[] bytes) {
        SoftCardCorpus.talk(bytes);
    }
}
