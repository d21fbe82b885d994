using Crm.Sdk.Billing;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Orders;
using Crm.Sdk.Organization;
using Crm.Sdk.Products;
using Crm.Sdk.Service;
using Crm.Sdk.Tasks;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Customers.Archive;

/// <summary>The customer card (CU-5).</summary>
public sealed class CustomerCardTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Customer Acme = Customer.Enterprise("Acme") with { Key = "acme", Owner = "e1", Email = "info@acme.example", EmailState = ContactPointState.Bounced };

    [Fact]
    public async Task CU_5_The_card_sums_orders_by_currency_as_of_an_instant_without_cancelled_ones()
    {
        ArchiveFixture crm = await ArchiveFixture.StartAsync();
        Order dear = Sale(1998, 3, 1, 100m, "USD"), early = Sale(1998, 1, 5, 10m, "USD");
        Order back = Order.Return(dear, At(1998, 4, 1), [], new ReturnedLine(0, 1));
        await crm.AddAsync(Acme, dear, early, back, Sale(1998, 2, 1, 50m, "EUR"), Sale(1998, 7, 1, 999m, "USD"), Sale(1998, 5, 1, 777m, "USD") with { Status = OrderStatus.Cancelled });

        OrderSummary orders = (await crm.Cards().ReadAsync(ArchiveFixture.Ada, "acme", ArchiveFixture.On(1998, 6, 30), null, None)).Orders;

        Assert.Equal((3, 1), (orders.Orders, orders.Returns));
        Assert.Equal((At(1998, 1, 5), At(1998, 3, 1)), (orders.First, orders.Last));
        Assert.Equal([new(Money.Of(50m, "EUR"), Money.Of(0m, "EUR")), new OrderTotal(Money.Of(60m, "USD"), Money.Of(50m, "USD"))], orders.Totals);
    }

    [Fact]
    public async Task CU_5_The_last_orders_are_the_newest_by_their_own_date_whatever_the_order_in_which_they_came_in()
    {
        ArchiveFixture crm = await ArchiveFixture.StartAsync();
        await crm.AddAsync([Acme, .. new[] { 3, 9, 1, 7, 5, 8, 2, 6, 4 }.Select(month => (object)Sale(1998, month, 1, month, "USD"))]);

        CustomerCard card = await crm.Cards().ReadAsync(ArchiveFixture.Ada, "acme", ArchiveFixture.On(1998, 8, 31), new CardLimits { Orders = 3 }, None);

        Assert.Equal([8, 7, 6], card.LastOrders.Select(static order => order.PlacedAt.InUtc().Month));
    }

    [Fact]
    public async Task CU_5_The_card_shows_people_relations_tasks_needs_items_investments_and_open_invoices()
    {
        ArchiveFixture crm = await ArchiveFixture.StartAsync();
        Customer parent = Customer.Enterprise("Parent") with { Key = "parent" };
        var today = new LocalDate(1998, 6, 30);
        await crm.AddAsync(
            Acme,
            parent,
            Employee.Of("e1", "Eve"),
            ContactPerson.At(Acme.Id, PersonName.Of("Ann", "Lee"), new ContactRole("buyer", Until: today.PlusDays(-1)), new ContactRole("head of purchasing", Power: DecisionPower.DecisionMaker, Since: today)),
            ContactPerson.At(Acme.Id, PersonName.Of("Bob", "Gone"), new ContactRole("buyer", Until: today.PlusDays(-1))),
            Relation.Between(RelationTypes.Subsidiary, parent.Id, Acme.Id),
            Interaction.Of(Acme.Id, InteractionTypes.Call, At(1998, 6, 1)) with { Subject = "late" },
            Interaction.Of(Acme.Id, InteractionTypes.Call, At(1998, 7, 1)) with { Subject = "not yet" },
            CrmTask.Of("e1", "call", Acme.Id) with { DueOn = today.PlusDays(-1) },
            CrmTask.Of("e1", "visit", Acme.Id) with { DueOn = today },
            CrmTask.Of("e1", "done later", Acme.Id) with { State = TaskState.Done, ClosedAt = At(1998, 7, 2) },
            CrmTask.Of("e1", "done", Acme.Id) with { State = TaskState.Done, ClosedAt = At(1998, 6, 2) },
            Need.Of(Acme.Id, "a quiet drill"),
            OwnedItem.Of(Acme.Id, "drill") with { BoughtOn = today.PlusYears(-1), WarrantyEnd = today.PlusDays(-1), MaintenanceInterval = Period.FromMonths(6) },
            Investment.Of(Acme.Id, InvestmentTypes.Gift, Money.Of(5m, "USD"), At(1998, 1, 1)),
            Investment.Of(Acme.Id, InvestmentTypes.Gift, Money.Of(6m, "USD"), At(1998, 2, 1)),
            Investment.Of(Acme.Id, InvestmentTypes.Visit, Money.Of(7m, "EUR"), At(1998, 2, 1)),
            Investment.Of(Acme.Id, InvestmentTypes.Visit, Money.Of(8m, "EUR"), At(1998, 7, 1)),
            Invoice.Of("F-1", Acme.Id, today.PlusDays(-40), Money.Of(100m, "USD")) with { DueOn = today.PlusDays(-10), Status = InvoiceStatuses.PartlyPaid },
            Invoice.Of("F-2", Acme.Id, today.PlusDays(-40), Money.Of(70m, "USD")),
            Invoice.Of("F-4", Acme.Id, today.PlusDays(-20), Money.Of(4m, "USD")) with { Status = InvoiceStatuses.Paid }, // by P-3, after the day of the card
            Invoice.Of("F-3", Acme.Id, today, Money.Of(1m, "USD")) with { Status = InvoiceStatuses.Paid },
            Payment.Of("P-1", Acme.Id, At(1998, 6, 25), Money.Of(90m, "USD"), new PaymentAllocation("F-1", Money.Of(20m, "USD")), new PaymentAllocation("F-2", Money.Of(70m, "USD"))),
            Payment.Of("P-2", Acme.Id, At(1998, 7, 25), Money.Of(80m, "USD"), new PaymentAllocation("F-1", Money.Of(80m, "USD"))),
            Payment.Of("P-3", Acme.Id, At(1998, 7, 26), Money.Of(4m, "USD"), new PaymentAllocation("F-4", Money.Of(4m, "USD"))));

        CustomerCard card = await crm.Cards().ReadAsync(ArchiveFixture.Ada, "acme", AsOf.EndOf(today, DateTimeZone.Utc), null, None);

        Assert.Equal("Eve", card.Owner?.Name);
        Assert.Equal((ContactPointState.Bounced, "info@acme.example"), (card.Customer.AllContactPoints.Single().State, card.Customer.AllContactPoints.Single().Value));
        Assert.Equal("head of purchasing", Assert.Single(Assert.Single(card.Contacts).Roles).Title);
        CardRelation relation = Assert.Single(card.Relations);
        Assert.Equal(("parent", "Parent", false), (relation.OtherKey, relation.OtherName, relation.IsFrom));
        Assert.Equal("late", Assert.Single(card.LastInteractions).Subject);
        Assert.Equal([("call", true), ("visit", false), ("done later", false)], card.OpenTasks.Select(static task => (task.Task.Title, task.IsOverdue)));
        Assert.Equal("a quiet drill", Assert.Single(card.Needs).Description);
        Assert.Equal((false, true), (Assert.Single(card.Items).IsUnderWarranty, card.Items[0].IsMaintenanceDue));
        Assert.Equal([new("gift", 2, Money.Of(11m, "USD")), new InvestedTotal("visit", 1, Money.Of(7m, "EUR"))], card.Invested);
        Assert.Equal(["F-4", "F-1"], card.OpenInvoices.Select(static one => one.Invoice.Key).OrderDescending());
        OpenInvoice open = card.OpenInvoices.Single(static one => one.Invoice.Key == "F-1");
        Assert.Equal(("F-1", Money.Of(80m, "USD"), true), (open.Invoice.Key, open.Open, open.IsOverdue));
    }

    [Fact]
    public async Task CU_5_DQ_3_A_customer_that_was_merged_leads_to_its_survivor_whose_card_has_what_stands_under_either_id()
    {
        ArchiveFixture crm = await ArchiveFixture.StartAsync();
        Customer loser = Customer.Enterprise("Acme Ltd") with { Key = "acme-2", State = CustomerState.Merged, MergedInto = Acme.Id };
        await crm.AddAsync(
            Acme,
            loser,
            new CustomerMerge { Id = RecordId.New(), Survivor = Acme.Id, Loser = loser.Id, LoserState = CustomerState.Active },
            Sale(1998, 1, 1, 10m, "USD"),
            Sale(1998, 2, 1, 20m, "USD") with { Customer = loser.Id },
            Need.Of(loser.Id, "a quiet drill"));

        CustomerCard card = await crm.Cards().ReadAsync(ArchiveFixture.Ada, "acme-2", ArchiveFixture.On(1998, 3, 1), null, None);

        Assert.Equal((Acme.Id, 2, Money.Of(30m, "USD")), (card.Customer.Id, card.Orders.Orders, Assert.Single(card.Orders.Totals).Net));
        Assert.Equal([2, 1], card.LastOrders.Select(static order => order.PlacedAt.InUtc().Month));
        Assert.Single(card.Needs);
        Assert.Equal(CustomerErrorCodes.Unknown, (await Assert.ThrowsAsync<CrmException>(() => crm.Cards().ReadAsync(ArchiveFixture.Ada, "nobody", ArchiveFixture.On(1998, 1, 1), null, None))).Code);
    }

    [Fact]
    public async Task Other_areas_add_sections_and_one_that_fails_is_named_while_the_card_shows()
    {
        ArchiveFixture crm = await ArchiveFixture.StartAsync();
        await crm.AddAsync(Acme);

        CustomerCard card = await crm.Cards(new HostSection("loyalty", static _ => [new CardLine("points", 120)]), new HostSection("empty", static _ => []), new BrokenSection())
            .ReadAsync(ArchiveFixture.Ada, "acme", ArchiveFixture.On(1998, 1, 1), null, None);

        Assert.Equal(("loyalty", 120), (Assert.Single(card.Sections).Code, Assert.Single(card.Sections[0].Lines).Value.Whole));
        Assert.Equal("The ledger is closed.", Assert.Single(card.Problems).Reason);
    }

    private static Instant At(int year, int month, int day) => Instant.FromUtc(year, month, day, 0, 0);

    private static Order Sale(int year, int month, int day, decimal amount, string currency) =>
        Order.Place(Acme.Id, At(year, month, day), OrderLine.OfTotal(null, 2, Money.Of(amount, currency)));
}
