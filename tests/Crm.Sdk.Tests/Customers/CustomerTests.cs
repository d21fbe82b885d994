using Crm.Sdk.Customers;
using Crm.Sdk.Storage;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Customers;

public sealed class CustomerTests
{
    private static readonly AttributeDefinition Shoe = new("acme.shoe", AttributeType.Whole) { Of = CustomerKind.Individual, Minimum = 1 };
    private static readonly KindModel Kind = CustomerModel.With([Shoe]);
    private static readonly Customer Ada = Customer.Individual(PersonName.Of("Ada", "Lovelace"));

    [Fact]
    public void Everything_known_of_a_customer_survives_being_stored()
    {
        var full = Ada with
        {
            Email = "ada@example.com",
            EmailState = ContactPointState.Verified,
            EmailStateSince = new LocalDate(2026, 3, 31),
            Phone = "+442071838750",
            PhoneState = ContactPointState.DoNotUse,
            PhoneStateSince = new LocalDate(2026, 4, 1),
            ContactPoints = [new ContactPoint(ContactPointKind.Other, "@ada", "mastodon") { State = ContactPointState.Bounced, StateSince = new LocalDate(2026, 1, 2) }],
            Address = new PostalAddress { Street = "1 St James's Square", City = "London", Point = GeoPoint.Of(51.5074m, -0.1360m) },
            Addresses = [new FurtherAddress("delivery", new PostalAddress { City = "Ockham" }, "Surrey", "GB")],
            Team = "north",
            Territory = "london",
            Campaign = "spring",
            Currency = "GBP",
            Sources = [new InformationSource("email") { Channel = "website", Collector = "bob", CollectedOn = new LocalDate(2026, 1, 1), Reliability = 80, VerifiedOn = new LocalDate(2026, 3, 31) }],
            Attributes = [new AttributeValue("acme.shoe", "38")],
            State = CustomerState.Merged,
            MergedInto = CustomerId.New(),
        };
        Assert.Equal(full, Kind.Deserialise(full.Id, Kind.Serialise(full)));
    }

    [Fact]
    public void CU_4_a_condition_names_a_declared_attribute_by_its_type()
    {
        Func<object, bool> atLeast38 = ConditionEvaluator.Prepare(Condition.Is("attr.acme.shoe", Comparison.GreaterOrEqual, FieldValue.Of(38)), Kind);
        Assert.True(atLeast38(Ada.WithAttribute("acme.shoe", "112")));
        Assert.False(atLeast38(Ada.WithAttribute("acme.shoe", "4")));
        Assert.False(atLeast38(Ada));
    }

    [Fact]
    public void A_value_that_breaks_its_declaration_is_refused_on_every_path()
    {
        Assert.Contains("attr.acme.shoe", Refused(Ada.WithAttribute("acme.shoe", "big")), StringComparison.Ordinal);
        Assert.Contains("canonical text is '38'", Refused(Ada.WithAttribute("acme.shoe", "038")), StringComparison.Ordinal);
        Assert.Contains("only an individual", Refused(Customer.Enterprise("Acme").WithAttribute("acme.shoe", "38")), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_a_merged_customer_names_a_survivor()
    {
        Assert.Contains("survivor", Refused(Ada with { MergedInto = CustomerId.New() }), StringComparison.Ordinal);
        Assert.Contains("survivor", Refused(Ada with { State = CustomerState.Merged }), StringComparison.Ordinal);
        Assert.Contains("survivor", Refused(Ada with { State = CustomerState.Merged, MergedInto = Ada.Id }), StringComparison.Ordinal);
    }

    [Fact]
    public void Sets_stand_in_one_order_so_that_equal_sets_are_equal()
    {
        Customer one = Ada.WithAttribute("b", "2").WithAttribute("a", "1"), other = Ada.WithAttribute("a", "1").WithAttribute("b", "2");
        Assert.Equal(one, other);
        Assert.Contains("in the order of the names", Refused(Ada with { Attributes = [new AttributeValue("b", "2"), new AttributeValue("a", "1")] }), StringComparison.Ordinal);
    }

    [Fact]
    public void All_contact_points_are_the_main_ones_with_their_states_and_the_further_ones()
    {
        var customer = Ada with { Email = "ada@example.com", EmailState = ContactPointState.Bounced, ContactPoints = [new ContactPoint(ContactPointKind.Phone, "+442071838750", "work")] };
        Assert.Equal(["ada@example.com", "+442071838750"], customer.AllContactPoints.Select(static point => point.Value));
        Assert.Equal([false, true], customer.AllContactPoints.Select(static point => point.IsUsable));
    }

    private static string Refused(Customer customer) => Assert.Throws<CrmException>(() => Kind.Check(customer)).Message;
}
