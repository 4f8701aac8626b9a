package io.latchkey.domain.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.latchkey.domain.listing.Listing.Effect;
import io.latchkey.domain.listing.Listing.Rule;
import io.latchkey.domain.listing.Target.Kind;
import io.latchkey.domain.shared.DomainName;
import io.latchkey.domain.shared.InvalidValueException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = NOW.plusSeconds(60);

    private static Rule rule(Effect effect, Target target, Instant endsAt) {
        return new Rule(UUID.randomUUID(), effect, target.kind(), target.name(), endsAt);
    }

    private static Map<Kind, String> phone(String number) {
        return Map.of(Kind.PREFIX, number, Kind.CONTACT, "digest of " + number);
    }

    private static Map<Kind, String> at(String domain) {
        return Map.of(Kind.DOMAIN, Target.nameOf(DomainName.parse(domain)));
    }

    @Test
    void finds_the_block_of_a_number_by_any_beginning() {
        Rule short_ = rule(Effect.BLOCK, Target.prefix("+882"), END);
        Rule long_ = rule(Effect.BLOCK, Target.prefix("+88216"), END.plusSeconds(1));
        Listings listings = Listings.of(List.of(short_, long_));
        assertThat(listings.block(phone("+88213000"), NOW)).contains(short_);
        assertThat(listings.block(phone("+88216000"), NOW)).contains(long_);
        assertThat(listings.block(phone("+4988216000"), NOW)).isEmpty();
        assertThat(listings.block(phone("+88"), NOW)).isEmpty();
    }

    @Test
    void covers_a_domain_with_those_below_it_and_no_other() {
        Listings listings = Listings.of(List.of(rule(Effect.BLOCK, Target.domain("Example.ORG"), END)));
        assertThat(listings.block(at("example.org"), NOW)).isPresent();
        assertThat(listings.block(at("mail.example.org"), NOW)).isPresent();
        assertThat(listings.block(at("notexample.org"), NOW)).isEmpty();
        assertThat(listings.block(at("example.org.evil.test"), NOW)).isEmpty();
    }

    @Test
    void an_exception_wins_over_every_block_until_it_ends() {
        Rule block = rule(Effect.BLOCK, Target.prefix("+4915112345678"), END);
        Listings listings = Listings.of(List.of(block, rule(Effect.ALLOW, Target.prefix("+49"), NOW.plusSeconds(1))));
        assertThat(listings.block(phone("+4915112345678"), NOW)).isEmpty();
        assertThat(listings.allowance(phone("+4915112345678"), NOW)).isPresent();
        assertThat(listings.block(phone("+4915112345678"), NOW.plusSeconds(1))).contains(block);
    }

    @Test
    void a_block_ends_by_itself() {
        Listings listings = Listings.of(List.of(rule(Effect.BLOCK, Target.prefix("+49"), END)));
        assertThat(listings.block(phone("+4915112345678"), END.minusMillis(1))).isPresent();
        assertThat(listings.block(phone("+4915112345678"), END)).isEmpty();
        assertThat(Listings.NONE.block(phone("+4915112345678"), NOW)).isEmpty();
    }

    @Test
    void one_contact_is_covered_by_its_own_digest_alone() {
        Rule block = rule(Effect.BLOCK, new Target(Kind.CONTACT, "digest of +4915112345678", "+49***78"), END);
        Listings listings = Listings.of(List.of(block));
        assertThat(listings.have(Kind.CONTACT)).isTrue();
        assertThat(listings.have(Kind.NETWORK)).isFalse();
        assertThat(listings.block(phone("+4915112345678"), NOW)).contains(block);
        assertThat(listings.block(phone("+4915112345679"), NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "49", "+0", "+49x", "+123456789012345", "0049"})
    void takes_nothing_else_for_the_beginning_of_numbers(String typed) {
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> Target.prefix(typed));
    }

    @Test
    void reads_a_beginning_with_blanks_and_a_domain_in_any_spelling() {
        assertThat(Target.prefix("+49 (151) 1").shown()).isEqualTo("+491511");
        assertThat(Target.domain(" BÜCHER.example ")).isEqualTo(Target.domain("xn--bcher-kva.example"));
        assertThat(Target.domain("bücher.example").shown()).isEqualTo("bücher.example");
    }
}
