using Crm.Sdk.Customers;
using Crm.Sdk.History;
using Crm.Sdk.Orders;
using Crm.Sdk.Privacy;
using Crm.Sdk.Products;
using Crm.Sdk.Storage;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Customers.Archive;

/// <summary>Customers who act for themselves (CU-11).</summary>
public sealed class SelfServiceTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly AsOf Now = ArchiveFixture.On(2026, 1, 2);
    private static readonly Customer Li = Customer.Individual(PersonName.Of("小龙", "李")).WithAttribute("work.employer", "Acme").WithAttribute("personality.type", "driver") with { Country = "CN", Owner = "e1", Tags = ["difficult"] };
    private static readonly Customer Wang = Customer.Individual(PersonName.Of("伟", "王")) with { Key = "wang" };

    [Fact]
    public async Task CU_11_A_customer_sees_his_own_data_orders_and_items_without_what_the_house_notes()
    {
        ArchiveFixture crm = await StartAsync();
        await crm.AddAsync(
            Order.Place(Li.Id, Instant.FromUtc(2026, 1, 1, 0, 0), OrderLine.OfTotal("drill", 1, Money.Of(90m, "CNY")) with { Cost = Money.Of(30m, "CNY") }),
            Order.Place(Wang.Id, Instant.FromUtc(2026, 1, 1, 0, 0), OrderLine.OfTotal("drill", 1, Money.Of(99m, "CNY"))),
            OwnedItem.Of(Li.Id, "drill") with { UsageNotes = "breaks everything" });

        SelfServiceView view = await crm.SelfService().ViewAsync(As(Li), Now, None);
        Order order = Assert.Single((await crm.SelfService().OrdersAsync(As(Li), null, 10, None)).Items);

        Assert.Equal((Li.Id, "李小龙"), (view.Profile.Id, view.Profile.Name));
        Assert.Empty(view.Profile.Attributes); // facets are what the house observed, until options show some
        Assert.Equal(1, view.Orders.Orders);
        Assert.Null(Assert.Single(view.Items).Item.UsageNotes);
        Assert.Equal((Money.Of(90m, "CNY"), null, null), (order.Net, order.Lines[0].Cost, order.Origin));
    }

    [Fact]
    public async Task CU_11_A_correction_is_a_revision_with_the_customer_as_its_author_and_says_where_it_comes_from()
    {
        ArchiveFixture crm = await StartAsync();
        SelfServiceProfile profile = await crm.SelfService(static options => options.Editable.Add("attr.work.employer")).CorrectAsync(
            As(Li), new Dictionary<string, string?> { ["phone"] = "139 1234 5678", ["address.city"] = "上海", ["attr.work.employer"] = " New Ltd ", ["email"] = null }, None);

        Assert.Equal(("+8613912345678", "上海"), (Assert.Single(profile.ContactPoints).Value, profile.Address?.City));
        Assert.Equal("New Ltd", Assert.Single(profile.Attributes).Value);
        var history = new RecordHistory(crm.Crm, crm.Session.Store, new UnencryptedProtector());
        HistoryEntry change = (await history.RevisionsAsync(ArchiveFixture.Ada, new RecordRef(CustomerModel.Kind.Kind, Li.Id), null, 10, None)).Entries[0];
        Assert.Equal($"customer:{Li.Id}", change.By.Value);
        Customer kept = (await crm.Session.AllAsync<Customer>()).Single(static customer => customer.Id == Li.Id);
        Assert.Equal(["address", "attr.work.employer", "phone"], kept.Sources.Select(static source => source.Field));
        Assert.All(kept.Sources, static source => Assert.Equal(("website", new LocalDate(2026, 1, 2)), (source.Channel, source.KnownOn)));
        Assert.Equal("driver", kept.Attribute("personality.type")); // what he cannot see, he cannot lose
    }

    [Theory]
    [InlineData("owner", "e9")]
    [InlineData("attr.personality.type", "amiable")]
    [InlineData("key", "x")]
    [InlineData("state", "1")]
    public async Task CU_11_What_is_not_his_to_change_is_refused_and_nothing_is_written(string field, string value)
    {
        ArchiveFixture crm = await StartAsync();
        CrmException error = await Assert.ThrowsAsync<CrmException>(() => crm.SelfService().CorrectAsync(As(Li), new Dictionary<string, string?> { ["phone"] = "13912345678", [field] = value }, None));

        Assert.Equal(CustomerErrorCodes.NotAllowed, error.Code);
        Assert.Null((await crm.Session.AllAsync<Customer>()).Single(static customer => customer.Id == Li.Id).Phone);
    }

    [Theory]
    [InlineData("email", "nobody")]
    [InlineData("phone", "12")]
    [InlineData("country", "UK")]
    [InlineData("birth", "soon")]
    [InlineData("zone", "Moon/Crater")]
    [InlineData("name", null)]
    public async Task CU_11_A_value_that_breaks_a_rule_is_refused_with_its_field(string field, string? value)
    {
        ArchiveFixture crm = await StartAsync();
        CrmException error = await Assert.ThrowsAsync<CrmException>(() => crm.SelfService().CorrectAsync(As(Li), new Dictionary<string, string?> { [field] = value }, None));
        Assert.NotEqual(CustomerErrorCodes.NotAllowed, error.Code);
    }

    [Fact]
    public async Task CU_11_Nobody_acts_for_another_and_an_archive_that_is_not_in_use_is_closed()
    {
        ArchiveFixture crm = await StartAsync();
        await crm.ChangeAsync(Wang.Id, static wang => wang with { State = CustomerState.Archived });
        foreach (CrmScope scope in (CrmScope[])[ArchiveFixture.Ada, As(Wang), As(Customer.Enterprise("Nobody")), new(TenantId.Default, "customer:wang"), new(new TenantId("other"), SelfService.ActorOf(Li.Id))])
        {
            Assert.Equal(CustomerErrorCodes.NotAllowed, (await Assert.ThrowsAsync<CrmException>(() => crm.SelfService().ViewAsync(scope, Now, None))).Code);
            Assert.Equal(CustomerErrorCodes.NotAllowed, (await Assert.ThrowsAsync<CrmException>(() => crm.SelfService().CorrectAsync(scope, new Dictionary<string, string?>(), None))).Code);
            Assert.Equal(CustomerErrorCodes.NotAllowed, (await Assert.ThrowsAsync<CrmException>(() => crm.SelfService().OrdersAsync(scope, null, 1, None))).Code);
        }

        var theirs = new PageCursor(FieldValue.Of((RecordId)Wang.Id), RecordId.New());
        Assert.Equal(StorageErrorCodes.BadPage, (await Assert.ThrowsAsync<CrmException>(() => crm.SelfService().OrdersAsync(As(Li), theirs, 1, None))).Code);
    }

    [Fact]
    public async Task A_host_cannot_allow_what_no_customer_can_correct()
    {
        ArchiveFixture crm = await StartAsync();
        Assert.Contains("'owner'", Assert.Throws<CrmException>(() => crm.SelfService(static options => options.Editable.Add("owner"))).Message, StringComparison.Ordinal);
    }

    private static CrmScope As(Customer customer) => new(TenantId.Default, SelfService.ActorOf(customer.Id));

    private static async Task<ArchiveFixture> StartAsync()
    {
        ArchiveFixture crm = await ArchiveFixture.StartAsync();
        await crm.AddAsync(Li, Wang);
        return crm;
    }
}
