using Crm.Sdk.Customers;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Customers;

public sealed class ContactPersonTests
{
    [Fact]
    public void CU_1_Roles_and_decision_power_are_those_of_the_day()
    {
        var change = new LocalDate(2026, 6, 1);
        ContactPerson person = ContactPerson.At(
            CustomerId.New(),
            PersonName.Of("Ada", "Lovelace"),
            new ContactRole("buyer", "purchasing", DecisionPower.Buyer, Until: change.PlusDays(-1)),
            new ContactRole("director", "board", DecisionPower.DecisionMaker, Since: change),
            new ContactRole("works council"));

        Assert.Equal(["buyer", "works council"], person.RolesAt(change.PlusDays(-1)).Select(static role => role.Title));
        Assert.Equal(["director", "works council"], person.RolesAt(change).Select(static role => role.Title));
    }
}
