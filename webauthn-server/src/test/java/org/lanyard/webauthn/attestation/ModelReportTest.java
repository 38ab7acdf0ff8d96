package org.lanyard.webauthn.attestation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("FIDO Metadata Service 3.1 §3.1.4: status reports come to a verdict in the order of their days")
class ModelReportTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-23");

    private static List<ModelReport> reports(String listed) {
        return Arrays.stream(listed.split(", "))
                .filter(text -> !text.isEmpty())
                .map(text -> {
                    String[] words = text.split(" ");
                    return new ModelReport(
                            words[0],
                            Stream.of(words).skip(1).findFirst().map(LocalDate::parse),
                            Stream.of(words).skip(2).findFirst().map(LocalDate::parse));
                })
                .toList();
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "''|not certified",
                "FIDO_CERTIFIED 2018-01-01|certified",
                "FIDO_CERTIFIED|certified",
                "FIDO_CERTIFIED_L1 2020-01-01|certified L1",
                "FIDO_CERTIFIED_L3plus 2020-01-01|certified L3plus",
                "FIDO_CERTIFIED_L2 2021-03-05, FIDO_CERTIFIED_L1 2019-12-04|certified L2",
                "FIDO_CERTIFIED_L1 2020-12-21, NOT_FIDO_CERTIFIED 2020-08-10|certified L1",
                "NOT_FIDO_CERTIFIED 2021-01-01, FIDO_CERTIFIED_L1 2020-08-10|not certified",
                "FIDO_CERTIFIED_L1 2020-01-01, RETIRED 2022-01-01|not certified",
                "FIDO_CERTIFIED_L1 2020-01-01, UPDATE_AVAILABLE 2022-01-01|certified L1",
                "FIDO_CERTIFIED_L1 2020-01-01, NEW_STATUS_OF_2030 2022-01-01|certified L1",
                "FIDO_CERTIFIED_L2 2026-11-24|not certified",
                "FIDO_CERTIFIED_L2 2026-11-23|certified L2",
                "FIDO_CERTIFIED_L2 2020-01-01 2026-11-24|certified L2",
                "FIDO_CERTIFIED_L2 2020-01-01 2026-11-23|not certified",
                "FIDO_CERTIFIED_L1 2020-01-01, USER_VERIFICATION_BYPASS 2022-01-01|USER_VERIFICATION_BYPASS",
                "USER_KEY_REMOTE_COMPROMISE 2022-01-01, FIDO_CERTIFIED_L1 2020-01-01|USER_KEY_REMOTE_COMPROMISE",
                "USER_KEY_PHYSICAL_COMPROMISE 2022-01-01, UPDATE_AVAILABLE 2022-02-01|USER_KEY_PHYSICAL_COMPROMISE",
                "USER_KEY_PHYSICAL_COMPROMISE 2022-01-01, FIDO_CERTIFIED_L1 2023-01-01|certified L1",
                "USER_KEY_PHYSICAL_COMPROMISE 2022-01-01, NOT_FIDO_CERTIFIED 2023-01-01|USER_KEY_PHYSICAL_COMPROMISE",
                "ATTESTATION_KEY_COMPROMISE 2022-01-01, FIDO_CERTIFIED_L1 2022-01-01|ATTESTATION_KEY_COMPROMISE",
                "ATTESTATION_KEY_COMPROMISE 2027-01-01, FIDO_CERTIFIED_L1 2022-01-01|ATTESTATION_KEY_COMPROMISE",
                "REVOKED 2022-01-01, FIDO_CERTIFIED_L1 2023-01-01|REVOKED",
                "REVOKED, FIDO_CERTIFIED_L1 2023-01-01|REVOKED",
            })
    void judge(String listed, String verdict) {
        ModelVerdict judged = ModelReport.judge(reports(listed), TODAY);
        String said = judged.bad()
                .map(Enum::name)
                .orElseGet(() ->
                        judged.certified() ? ("certified " + judged.level().orElse("")).strip() : "not certified");
        assertEquals(verdict, said);
        assertEquals(judged.certified(), judged.bad().isEmpty() && said.startsWith("certified"));
        assertEquals(Optional.empty(), judged.certified() ? Optional.empty() : judged.level());
    }
}
