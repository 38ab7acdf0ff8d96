package org.lanyard.card.personalise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.judge.Judgement;
import org.lanyard.card.piv.AlgorithmId;
import org.lanyard.card.piv.Container;
import org.lanyard.card.piv.KeyReference;
import org.lanyard.card.piv.ManagementAlgorithm;
import org.lanyard.card.piv.ManagementKey;
import org.lanyard.card.piv.PivAdmin;
import org.lanyard.card.piv.PivCard;
import org.lanyard.card.piv.Puk;
import org.lanyard.card.softcard.SoftCard;

class PersonaliserTest {
    private final CardWorkshop shop = new CardWorkshop();
    private final UUID id = UUID.randomUUID();

    private CardFault refusal(SoftCard card, Plan plan) {
        return assertThrows(CardException.class, () -> shop.personalise(card, plan))
                .fault();
    }

    @Nested
    @DisplayName("A blank card")
    class Blank {
        @ParameterizedTest
        @EnumSource(
                value = ManagementAlgorithm.class,
                names = {"TRIPLE_DES", "AES_192"})
        void becomesOurs_whateverItsManagementKeyWas(ManagementAlgorithm algorithm) throws Exception {
            SoftCard card = shop.factory.blank(algorithm);
            try (CardSecrets secrets = shop.secrets()) {
                List<PersonalisingStep> steps = new ArrayList<>();
                Receipt receipt =
                        shop.personaliser.personalise(CardWorkshop.inserted(card), shop.plan(id, secrets), steps::add);
                shop.personaliser.settle(CardWorkshop.inserted(card), id);

                assertEquals(List.of(PersonalisingStep.values()), steps);
                assertEquals(id, receipt.card());
                assertEquals(id, card.id());
                Map<KeyReference, X509Certificate> last = shop.issued.get(0);
                last.forEach((reference, certificate) -> assertEquals(
                        Receipt.CardKey.of(certificate), receipt.keys().get(reference)));
                assertEquals(CardWorkshop.NOW, receipt.at());
                Judgement judgement = shop.judged(card, secrets);
                assertTrue(judgement.isGood(), judgement.toString());
                assertTrue(judgement.of(Container.PRINTED_INFORMATION).isGood());
                assertTrue(judgement.of(Container.CAPABILITIES).isGood());
                assertTrue(judgement.of(Container.DISCOVERY).isGood());
            }
        }

        @ParameterizedTest
        @EnumSource(
                value = AlgorithmId.class,
                names = {"P_384", "RSA_2048"})
        void hasKeysOfTheAlgorithmAskedFor(AlgorithmId algorithm) throws Exception {
            SoftCard card = shop.factory.blank();
            try (CardSecrets secrets = shop.secrets()) {
                Plan plan =
                        Plan.of(id, CardWorkshop.EXPIRES, algorithm, secrets).withKeyHistory();
                shop.personalise(card, plan);
                assertEquals(algorithm, AlgorithmId.of(card.publicKey(KeyReference.CARD_AUTHENTICATION)));
                Judgement judgement = shop.judged(card, secrets);
                assertTrue(judgement.isGood(), judgement.toString());
                assertTrue(judgement.of(Container.KEY_HISTORY).isGood());
            }
        }

        @Test
        void nobodyElsesManagementKey_opensItAfterwards() throws Exception {
            SoftCard card = shop.factory.blank();
            try (CardSecrets secrets = shop.secrets()) {
                shop.personalise(card, shop.plan(id, secrets));
            }
            for (ManagementKey key : List.of(
                    ManagementKey.ofNewCards(ManagementAlgorithm.TRIPLE_DES),
                    ManagementKey.ofNewCards(ManagementAlgorithm.AES_192),
                    shop.master.managementKey(UUID.randomUUID()))) {
                assertEquals(
                        CardFault.MANAGEMENT_KEY_WRONG,
                        assertThrows(CardException.class, () -> admin(card).authenticate(key))
                                .fault());
            }
            admin(card).authenticate(shop.master.managementKey(id));
        }

        @Test
        void settled_hasNoNote() throws Exception {
            SoftCard card = shop.factory.blank();
            try (CardSecrets secrets = shop.secrets()) {
                shop.personalise(card, shop.plan(id, secrets));
                assertTrue(admin(card).get(Note.TAG).isPresent());
                shop.personaliser.settle(CardWorkshop.inserted(card), id);
                assertEquals(Optional.empty(), admin(card).get(Note.TAG));
                // A second time does no harm.
                shop.personaliser.settle(CardWorkshop.inserted(card), id);
            }
        }
    }

    private PivAdmin admin(SoftCard card) throws CardException {
        PivCard piv = new PivCard(CardWorkshop.inserted(card));
        piv.select();
        return new PivAdmin(piv, shop.random);
    }

    @Nested
    @DisplayName("A card of ours that came back")
    class Returned {
        private final SoftCard card = shop.factory.blank();
        private final UUID next = UUID.randomUUID();

        @Test
        void becomesAnother_withNothingOfTheFormer() throws Exception {
            try (CardSecrets first = shop.secrets();
                    CardSecrets second = shop.secrets();
                    Puk puk = Puk.of(first.puk())) {
                shop.personalise(card, shop.plan(id, first).withKeyHistory());
                shop.personaliser.settle(CardWorkshop.inserted(card), id);
                var formerKey = card.publicKey(KeyReference.CARD_AUTHENTICATION);

                shop.personalise(card, shop.plan(next, second).withFormerPuk(puk));
                assertEquals(next, card.id());
                assertNotEquals(formerKey, card.publicKey(KeyReference.CARD_AUTHENTICATION));
                Judgement judgement = shop.judged(card, second);
                assertTrue(judgement.isGood(), judgement.toString());
                assertFalse(judgement.of(Container.KEY_HISTORY).present());
                admin(card).authenticate(shop.master.managementKey(next));
            }
        }

        @Test
        void withoutItsPuk_isLeftAsItIs() throws Exception {
            try (CardSecrets first = shop.secrets();
                    CardSecrets second = shop.secrets()) {
                shop.personalise(card, shop.plan(id, first));
                shop.personaliser.settle(CardWorkshop.inserted(card), id);
                assertEquals(CardFault.FORMER_PUK_MISSING, refusal(card, shop.plan(next, second)));
                assertTrue(shop.judged(card, first).isGood());
            }
        }

        @Test
        void withAnotherPuk_isLeftAsItIs() throws Exception {
            try (CardSecrets first = shop.secrets();
                    CardSecrets second = shop.secrets();
                    Puk wrong = Puk.of("90817263".toCharArray())) {
                shop.personalise(card, shop.plan(id, first));
                shop.personaliser.settle(CardWorkshop.inserted(card), id);
                assertEquals(
                        CardFault.PUK_WRONG,
                        refusal(card, shop.plan(next, second).withFormerPuk(wrong)));
                assertTrue(shop.judged(card, first).isGood());
            }
        }

        @Test
        void whoseReceiptWasLost_isMadeAgainWithoutItsPuk() throws Exception {
            try (CardSecrets first = shop.secrets();
                    CardSecrets second = shop.secrets()) {
                shop.personalise(card, shop.plan(id, first));
                shop.personalise(card, shop.plan(id, second));
                assertTrue(shop.judged(card, second).isGood());
            }
        }
    }
}
