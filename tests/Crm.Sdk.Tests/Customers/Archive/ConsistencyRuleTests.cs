using Crm.Sdk.Customers;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Customers.Archive;

/// <summary>The built-in rules across fields (CU-6): each breaks on its contradiction, and on nothing else.</summary>
public sealed class ConsistencyRuleTests
{
    private static readonly AsOf Now = ArchiveFixture.On(2026, 6, 30);
    private static readonly Customer Person = Customer.Individual(PersonName.Of("Ada", "Lovelace"), BirthDate.Gregorian(1980, 5, 1));
    private static readonly Customer Firm = Customer.Enterprise("Acme") with { Birth = BirthDate.Gregorian(2000, 1, 1) };

    public static TheoryData<string, Customer, Customer> Pairs => new()
    {
        { "birth-ahead", Person with { Birth = BirthDate.Gregorian(2026, 7, 1) }, Person with { Birth = BirthDate.Gregorian(2026, 6, 30) } },
        { "too-old", Person with { Birth = BirthDate.Gregorian(1905, 1, 1) }, Person with { Birth = BirthDate.Gregorian(1906, 1, 1) } },
        { "graduated-early", With("education.graduated", "1985-04-30"), With("education.graduated", "1985-05-01") },
        { "worked-early", With("work.since", "1994-04-30"), With("work.since", "1994-05-01") },
        { "lived-early", With("residence.since", "1980-04-30"), With("residence.since", "1980-05-01") },
        { "traded-early", Firm.WithAttribute("transaction.since", "1999-12-31"), Firm.WithAttribute("transaction.since", "2000-01-01") },
        { "parent-early", With("family.youngest-child-birth", "1992-04-30"), With("family.youngest-child-birth", "1992-05-01") },
        { "child-ahead", With("family.youngest-child-birth", "2026-07-01"), With("family.youngest-child-birth", "2026-06-30") },
        { "no-children", With("family.youngest-child-birth", "2010-01-01").WithAttribute("family.children", "0"), With("family.youngest-child-birth", "2010-01-01").WithAttribute("family.children", "1") },
        { "family-size", With("family.size", "3").WithAttribute("family.children", "3"), With("family.size", "3").WithAttribute("family.children", "2") },
        { "single-with-anniversary", With("family.anniversary", "2001-01-01").WithAttribute("family.marital-status", "single"), With("family.anniversary", "2001-01-01").WithAttribute("family.marital-status", "married") },
        { "profit-above-revenue", Firm.WithAttribute("business.annual-profit", "5.5").WithAttribute("business.annual-revenue", "5"), Firm.WithAttribute("business.annual-profit", "5").WithAttribute("business.annual-revenue", "5") },
        { "phone-country", Person with { Country = "CN", Phone = "+493012345" }, Person with { Country = "CN", Phone = "+8613912345678" } },
        { "postal-code", Person with { Country = "CN", Address = new PostalAddress { PostalCode = "12209" } }, Person with { Country = "DE", Address = new PostalAddress { PostalCode = "12209" } } },
        { "main-email", MainEmail(ContactPointState.Bounced), MainEmail(ContactPointState.Verified) },
        { "main-phone", MainPhone(ContactPointState.DoNotUse), MainPhone(ContactPointState.Unverified) },
        { "known-ahead", Person with { Sources = [new InformationSource("phone") { VerifiedOn = new LocalDate(2026, 7, 1) }] }, Person with { Sources = [new InformationSource("phone") { VerifiedOn = new LocalDate(2026, 6, 30) }] } },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void CU_6_A_rule_is_broken_by_its_contradiction_alone(string rule, Customer contradictory, Customer consistent)
    {
        Assert.Equal([$"consistency.{rule}"], Broken(contradictory));
        Assert.Empty(Broken(consistent));
    }

    [Fact]
    public void Every_rule_has_its_pair_here_and_says_nothing_of_an_empty_archive()
    {
        Assert.Equal(ConsistencyRules.All.Select(static rule => rule.Code).Order(), Pairs.Select(static pair => $"consistency.{pair[0]}").Order());
        Assert.Empty(Broken(new Customer { Id = CustomerId.New(), Kind = CustomerKind.Individual }));
    }

    private static IEnumerable<string> Broken(Customer customer) => ConsistencyRules.All.Select(rule => rule.Check(customer, Now)?.Code).OfType<string>();

    private static Customer With(string attribute, string value) => Person.WithAttribute(attribute, value);

    private static Customer MainEmail(ContactPointState state) => Person with { Email = "a@example.org", EmailState = state, ContactPoints = [new ContactPoint(ContactPointKind.Email, "b@example.org")] };

    private static Customer MainPhone(ContactPointState state) => Person with { Phone = "+4930123", PhoneState = state, ContactPoints = [new ContactPoint(ContactPointKind.Phone, "+4930124")] };
}
