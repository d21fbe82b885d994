using Crm.Sdk.Billing;
using Crm.Sdk.Credit;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Orders;
using Crm.Sdk.Organization;
using Crm.Sdk.Privacy;
using Crm.Sdk.Tests.Sessions;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;
using static Crm.Sdk.Tests.Receivables.Books;

namespace Crm.Sdk.Tests.Credit.OrderCheck;

/// <summary>Orders are approved, held, refused and released by rules and arithmetic (CR-4, CR-5).</summary>
public sealed class OrderCreditDeskTests
{
    private static CreditRuleSet NineTenths { get; } = new("acme.rules", 1, [new("share", CreditRuleTypes.ShareOfLimit, CreditRuleEffect.Hold) { Share = 0.9m }]);

    [Fact]
    public async Task CR_5_The_worked_case_balance_5000_and_an_order_of_4500_against_nine_tenths_of_10000_is_held()
    {
        CreditOffice office = await CreditOffice.OpenAsync(NineTenths);
        await office.Books.AddAsync(Invoice(office.Acme.Id, "R-1", office.Today, 5_000));

        CheckedOrder held = await office.CheckAsync(4_500);

        Assert.Equal((CreditOutcome.Hold, Yuan(5_000), Yuan(9_500), Yuan(10_000), Yuan(5_000)), (held.Answer.Outcome, held.Answer.Exposure, held.Answer.Total, held.Answer.Limit, held.Answer.Available));
        Assert.Equal("credit.check.share-of-limit(5,000.00 CNY, 4,500.00 CNY, 9,500.00 CNY, 90, 10,000.00 CNY)", Assert.Single(held.Answer.Findings).Reason.ToString());
        Assert.Equal(CreditOutcome.Approve, (await office.CheckAsync(4_000)).Answer.Outcome);
    }

    [Fact]
    public async Task CR_5_An_approved_order_reserves_and_neither_it_nor_its_invoices_count_twice_when_it_is_checked_again()
    {
        CreditOffice office = await CreditOffice.OpenAsync();
        Order order = office.Order(6_000);
        Assert.Equal(CreditOutcome.Approve, (await office.SubmitAsync(order)).Answer.Outcome);
        Assert.Equal(Yuan(6_000), (await office.CheckAsync(1)).Answer.Exposure);
        await office.Books.AddAsync(Invoice(office.Acme.Id, "R-1", office.Today, 2_500) with { Order = order.Id });

        Assert.Equal(Yuan(6_000), (await office.CheckAsync(1)).Answer.Exposure);
        CheckedOrder again = await office.SubmitAsync(order);
        Assert.Equal((Yuan(2_500), Yuan(6_000)), (again.Answer.Exposure, again.Answer.Total));
        await office.Books.AddAsync(Payment(office.Acme.Id, "P-1", office.Today.PlusDays(-1), 2_500, To("R-1", 2_500)));
        Assert.Equal(Yuan(3_500), (await office.CheckAsync(1)).Answer.Exposure);
    }

    [Fact]
    public async Task CR_4_A_held_order_is_released_by_another_person_with_the_role_until_its_amount_grows()
    {
        CreditOffice office = await CreditOffice.OpenAsync();
        Order order = office.Order(12_000);
        Assert.Equal("above-limit, nearly-used", CreditOffice.Rules(await office.SubmitAsync(order)));
        Assert.Equal(Yuan(0), (await office.CheckAsync(1)).Answer.Exposure); // what is held reserves nothing
        var release = new CreditRelease("paid tomorrow, says the bank");
        await RefusedAsync(CreditErrorCodes.NotAllowed, () => office.ReleaseAsync(CreditOffice.Bob, order, release));
        await RefusedAsync(CreditErrorCodes.NotAllowed, () => office.ReleaseAsync(new CrmScope(TenantId.Default, "dora"), order, release));

        CheckedOrder released = await office.ReleaseAsync(CreditOffice.Carl, order, release);

        Assert.Equal((CreditOutcome.Approve, "carl", Yuan(12_000)), (released.Answer.Outcome, released.Reservation!.ReleasedBy, (await office.CheckAsync(1)).Answer.Exposure));
        await RefusedAsync(CreditErrorCodes.WrongOrderState, () => office.ReleaseAsync(CreditOffice.Carl, order, release));
        Assert.Equal(CreditOutcome.Approve, (await office.SubmitAsync(order)).Answer.Outcome);
        Assert.Equal(CreditOutcome.Hold, (await office.SubmitAsync(order with { Lines = [OrderLine.OfTotal("drill", 1, Yuan(12_000.01m))] })).Answer.Outcome);
        Assert.Empty((await office.Replay.RunAsync(CreditOffice.Bob, null, default)).Different);
    }

    [Fact]
    public async Task CR_4_Above_the_controllers_amount_a_held_order_is_released_by_a_director()
    {
        CreditOffice office = await CreditOffice.OpenAsync();
        office.Settings.Releases[0] = new ApprovalLevel(CreditRoles.Controller, 12_000);
        await office.Books.AddAsync(Employee.Of("dora", "Dora") with { Title = "CFO" });
        Order small = office.Order(12_000), large = office.Order(12_000.01m);
        await office.SubmitAsync(large);
        await RefusedAsync(CreditErrorCodes.NotAllowed, () => office.ReleaseAsync(CreditOffice.Carl, large, new CreditRelease("paid tomorrow")));

        Assert.Equal(CreditOutcome.Approve, (await office.ReleaseAsync(new CrmScope(TenantId.Default, "dora"), large, new CreditRelease("paid tomorrow"))).Answer.Outcome);
        await office.SubmitAsync(small);
        Assert.Equal(CreditOutcome.Approve, (await office.ReleaseAsync(CreditOffice.Carl, small, new CreditRelease("paid tomorrow"))).Answer.Outcome);
    }

    [Fact]
    public async Task CR_4_A_security_is_recorded_under_its_reference_and_secures_nothing_from_the_day_it_is_given_back()
    {
        CreditOffice office = await CreditOffice.OpenAsync();
        LocalDate today = office.Today;
        CreditSecurity deposit = new(SecurityTypes.Deposit, Yuan(3_000), today.PlusDays(-10)) { Reference = "D-1" }, policy = new(SecurityTypes.Insurance, Yuan(500), today.PlusDays(5)) { Reference = "P-1" };
        await office.DoAsync(CreditOffice.Bob, session => office.Accounts.AddSecurityAsync(session, office.Acme.Id, deposit, default));
        await office.DoAsync(CreditOffice.Bob, session => office.Accounts.AddSecurityAsync(session, office.Acme.Id, policy, default));
        await RefusedAsync(CreditErrorCodes.BadSecurity, () => office.DoAsync(CreditOffice.Bob, session => office.Accounts.AddSecurityAsync(session, office.Acme.Id, deposit with { Amount = Yuan(1) }, default)));
        await RefusedAsync(CreditErrorCodes.BadSecurity, () => office.DoAsync(CreditOffice.Bob, session => office.Accounts.AddSecurityAsync(session, office.Acme.Id, deposit with { Reference = null }, default)));
        await RefusedAsync(CreditErrorCodes.BadSecurity, () => office.DoAsync(CreditOffice.Bob, session => office.Accounts.ReleaseSecurityAsync(session, office.Acme.Id, "D-2", today, default)));
        Assert.Equal(Yuan(1_000), (await office.CheckAsync(4_000)).Answer.Total);

        await office.DoAsync(CreditOffice.Bob, session => office.Accounts.ReleaseSecurityAsync(session, office.Acme.Id, "P-1", today, default));
        CreditAccount account = await office.DoAsync(CreditOffice.Bob, session => office.Accounts.ReleaseSecurityAsync(session, office.Acme.Id, "D-1", today, default));

        Assert.Equal([deposit with { Until = today.PlusDays(-1) }], account.Securities);
        Assert.Equal(Yuan(4_000), (await office.CheckAsync(4_000)).Answer.Total);
        await RefusedAsync(CreditErrorCodes.BadSecurity, () => office.DoAsync(CreditOffice.Bob, session => office.Accounts.ReleaseSecurityAsync(session, office.Acme.Id, "D-1", today, default)));
    }

    [Fact]
    public async Task CR_4_A_release_with_a_last_day_ends_with_it_and_does_not_help_against_a_refusal()
    {
        CreditOffice office = await CreditOffice.OpenAsync();
        Order order = office.Order(12_000);
        await office.SubmitAsync(order);
        await office.ReleaseAsync(CreditOffice.Carl, order, new CreditRelease("this week", office.Today.PlusDays(2)));
        office.Books.Core.Clock.Advance(Duration.FromDays(2));
        Assert.Equal(CreditOutcome.Approve, (await office.SubmitAsync(order)).Answer.Outcome);
        office.Books.Core.Clock.Advance(Duration.FromDays(1));
        Assert.Equal(CreditOutcome.Hold, (await office.SubmitAsync(order)).Answer.Outcome);
        await office.DoAsync(CreditOffice.Carl, session => office.Accounts.BlockAsync(session, office.Acme.Id, "insolvent", default));
        CheckedOrder refused = await office.ReleaseAsync(CreditOffice.Carl, order, new CreditRelease("all the same"));
        Assert.Equal((CreditOutcome.Refuse, true), (refused.Answer.Outcome, refused.Reservation is null));
    }

    [Fact]
    public async Task CR_5_Rules_hold_on_what_is_overdue_terms_that_changed_and_an_assessment_that_expired()
    {
        CreditOffice office = await CreditOffice.OpenAsync();
        await office.Books.AddAsync(Invoice(office.Acme.Id, "R-1", office.Today.PlusDays(-61), 1_001));
        await office.DoAsync(CreditOffice.Bob, session => office.Accounts.AgreeAsync(session, office.Acme.Id, 30, office.Today.PlusDays(-1), default));

        CheckedOrder held = await office.SubmitAsync(office.Order(1), termDays: 45);

        Assert.Equal("assessment-expired, days-overdue, amount-overdue, terms-changed", CreditOffice.Rules(held));
        await office.Books.AddAsync(ReceivableDispute.Of(office.Acme.Id, "R-1", Yuan(1_001), DisputeReasons.Quality, office.Today));
        Assert.Equal("assessment-expired", CreditOffice.Rules(await office.CheckAsync(1))); // what is contested is no sign of bad payment
    }

    [Fact]
    public async Task CR_5_Securities_take_off_their_share_of_what_is_at_risk_up_to_their_amount_and_bills_count_until_they_are_money()
    {
        CreditOffice office = await CreditOffice.OpenAsync();
        await office.Books.AddAsync(
            Invoice(office.Acme.Id, "R-1", office.Today, 8_000),
            Payment(office.Acme.Id, "P-1", office.Today.PlusDays(-1), 3_000, To("R-1", 3_000)) with { ClearsOn = office.Today.PlusDays(5) });
        await office.DoAsync(CreditOffice.Bob, session => office.Accounts.SecureAsync(session, office.Acme.Id, [new(SecurityTypes.Insurance, Yuan(5_000), office.Today) { ShareMillionths = 500_000 }], default));

        CheckedOrder check = await office.CheckAsync(4_000);

        Assert.Equal(
            ["open-item 5000", "bill 3000", "secured -4000", "exposure 4000", "this-order 4000", "secured -1000", "total 7000", "limit 10000", "available 6000"],
            check.Answer.Arithmetic.Select(static sum => $"{sum.Type} {sum.Amount.Amount:0}"));
    }

    [Fact]
    public async Task CR_5_The_most_specific_rule_holds_and_an_exclusion_overrides_only_what_is_less_specific()
    {
        CreditRuleTarget web = new() { Channel = "web" };
        var rules = new CreditRuleSet(
            "acme.rules",
            1,
            [
                new("amount", CreditRuleTypes.OrderAmount, CreditRuleEffect.Hold) { Amount = Yuan(100) },
                new("amount", CreditRuleTypes.OrderAmount, CreditRuleEffect.Refuse) { Amount = Yuan(50), Target = web },
                new("share", CreditRuleTypes.ShareOfLimit, CreditRuleEffect.Hold) { Share = 0.001m },
            ],
            [new("web", "share", web), new("web-amount", "amount", web)]);
        CreditOffice office = await CreditOffice.OpenAsync(rules);

        Assert.Equal("share", CreditOffice.Rules(await office.SubmitAsync(office.Order(60)))); // 60 is more than 10, not more than 100
        CheckedOrder online = await office.SubmitAsync(office.Order(60) with { Channel = "web" });
        Assert.Equal((CreditOutcome.Refuse, "amount"), (online.Answer.Outcome, CreditOffice.Rules(online))); // same level: the exclusion of 'amount' does not help
        Assert.Equal("web", online.Answer.Findings[1].ExcludedBy);
    }

    [Fact]
    public async Task CR_4_A_temporary_limit_stands_in_while_it_lasts_and_a_limit_that_ended_holds()
    {
        CreditOffice office = await CreditOffice.OpenAsync();
        await office.DoAsync(CreditOffice.Bob, session => office.Accounts.GrantAsync(
            session, office.Acme.Id, CreditOffice.Limit(office.Today, 20_000) with { IsTemporary = true, Until = office.Today.PlusDays(1) }, default));
        Assert.Equal(CreditOutcome.Approve, (await office.CheckAsync(15_000)).Answer.Outcome);
        office.Books.Core.Clock.Advance(Duration.FromDays(2));
        Assert.Equal(CreditOutcome.Hold, (await office.CheckAsync(15_000)).Answer.Outcome);
        await RefusedAsync(CreditErrorCodes.NotAllowed, () => office.DoAsync(CreditOffice.Carl, session => office.Accounts.GrantAsync(session, office.Acme.Id, CreditOffice.Limit(office.Today, 1), default)));
    }

    [Fact]
    public async Task CR_5_A_missing_rate_and_a_plugin_rule_that_fails_hold_the_order_and_what_a_plugin_says_is_kept()
    {
        var rules = new CreditRuleSet("acme.rules", 1, [new("control", "acme.export-control", CreditRuleEffect.Hold), new("broken", "acme.broken", CreditRuleEffect.Hold)]);
        CreditOffice office = await CreditOffice.OpenAsync(rules, new ExportControl());
        await office.Books.AddAsync(Sdk.Billing.Invoice.Of("R-1", office.Acme.Id, office.Today, Money.Of(10m, "USD")));

        CheckedOrder held = await office.SubmitAsync(office.Order(60));

        Assert.Equal(["rate-missing", "listed", "rule-failed"], held.Answer.Findings.Select(static finding => finding.Reason.Code.Split('.')[^1]));
        Assert.True(CreditReplay.IsSame(held.Decision!));
        Assert.False(CreditReplay.IsSame(held.Decision! with { Outcome = CreditOutcome.Approve }));
    }

    [Fact]
    public async Task CR_5_A_rule_of_a_plugin_that_only_warns_holds_the_order_when_it_fails()
    {
        CreditOffice office = await CreditOffice.OpenAsync(new CreditRuleSet("acme.rules", 1, [new("throws", "acme.throws", CreditRuleEffect.Warn), new("absent", "acme.absent", CreditRuleEffect.Warn)]), new Throwing());

        CheckedOrder held = await office.SubmitAsync(office.Order(60));

        Assert.Equal(CreditOutcome.Hold, held.Answer.Outcome);
        Assert.All(held.Answer.Findings, static finding => Assert.Equal((CreditRuleEffect.Hold, "credit.check.rule-failed"), (finding.Effect, finding.Reason.Code)));
        Assert.Equal(2, held.Answer.Findings.Count);
    }

    [Fact]
    public async Task L11_A_stored_decision_that_was_damaged_is_told_by_the_replay_and_the_others_are_still_compared()
    {
        CreditOffice office = await CreditOffice.OpenAsync();
        CreditDecision sound = (await office.SubmitAsync(office.Order(1))).Decision!, other = (await office.SubmitAsync(office.Order(2))).Decision!;
        CreditDecision first = sound with { Id = CreditDecisionId.New(), Input = "{ torn" }, second = sound with { Id = CreditDecisionId.New(), Answer = other.Answer };
        await office.Books.AddAsync(first, second); // decisions are never changed: damage is what a store does to them

        CreditReplayReport report = await office.Replay.RunAsync(CreditOffice.Bob, null, default);

        Assert.Equal(4, report.Decisions);
        Assert.Equal(new[] { first.Id, second.Id }.Order(), report.Different.Order());
    }

    [Fact]
    public async Task CR_5_A_customer_of_a_group_that_is_merged_into_another_of_it_counts_once_and_the_group_keeps_its_limit()
    {
        CreditOffice office = await CreditOffice.OpenAsync();
        Customer[] branches = [Customer.Enterprise("B") with { Key = "B" }, Customer.Enterprise("C") with { Key = "C" }];
        await office.Books.AddAsync([.. branches]);
        foreach (Customer branch in branches)
        {
            await office.DoAsync(CreditOffice.Bob, session => office.Accounts.OpenAsync(session, branch.Id, Currency.Cny, default));
            await office.DoAsync(CreditOffice.Bob, session => office.Accounts.JoinAsync(session, branch.Id, office.Acme.Id, default));
            await office.Books.AddAsync(Invoice(branch.Id, $"R-{branch.Key}", office.Today, 2_000));
        }

        await office.DoAsync(CreditOffice.Bob, async session =>
        {
            await new CustomerMerging(office.Books.Core.Store, SessionFixture.Model, new UnencryptedProtector(), office.Books.Core.Clock).MergeAsync(session, branches[0].Id, branches[1].Id, null, default);
            return true;
        });
        CheckedOrder check = await office.DoAsync(CreditOffice.Bob, session => office.Desk.CheckAsync(session, branches[0].Id, Yuan(7_000), EndOf(office.Today), default));

        Assert.Equal((CreditOutcome.Hold, Yuan(4_000)), (check.Answer.Outcome, check.Answer.Exposure));
        Assert.Contains(check.Answer.Findings, static finding => finding.Reason.ToString().StartsWith("credit.check.share-of-group-limit(11,000.00 CNY", StringComparison.Ordinal));
        Assert.Equal(CreditOutcome.Approve, (await office.DoAsync(CreditOffice.Bob, session => office.Desk.CheckAsync(session, branches[0].Id, Yuan(5_000), EndOf(office.Today), default))).Answer.Outcome);
    }

    [Fact]
    public async Task CR_5_A_member_without_a_limit_of_its_own_is_checked_by_the_groups_alone()
    {
        CreditOffice office = await CreditOffice.OpenAsync();
        Customer branch = Customer.Enterprise("B");
        await office.Books.AddAsync(branch);
        await office.DoAsync(CreditOffice.Bob, session => office.Accounts.OpenAsync(session, branch.Id, Currency.Cny, default));
        Assert.Equal("no-limit", CreditOffice.Rules(await BranchAsync(1)));

        await office.DoAsync(CreditOffice.Bob, session => office.Accounts.JoinAsync(session, branch.Id, office.Acme.Id, default));

        Assert.Equal((CreditOutcome.Approve, string.Empty), ((await BranchAsync(8_000)).Answer.Outcome, CreditOffice.Rules(await BranchAsync(8_000))));
        Assert.Equal(CreditOutcome.Hold, (await BranchAsync(10_001)).Answer.Outcome);

        Task<CheckedOrder> BranchAsync(decimal amount) => office.DoAsync(CreditOffice.Bob, session => office.Desk.CheckAsync(session, branch.Id, Yuan(amount), EndOf(office.Today), default));
    }

    [Fact]
    public async Task Two_orders_of_one_commit_on_one_account_are_refused_and_companies_form_groups_of_one_level()
    {
        CreditOffice office = await CreditOffice.OpenAsync();
        await RefusedAsync(CreditErrorCodes.PendingReservation, () => office.DoAsync(CreditOffice.Bob, async session =>
        {
            await office.Desk.SubmitAsync(session, office.Order(1), null, EndOf(office.Today), default);
            return await office.Desk.SubmitAsync(session, office.Order(1), null, EndOf(office.Today), default);
        }));
        Customer[] others = [Customer.Enterprise("B"), Customer.Enterprise("C")];
        await office.Books.AddAsync([.. others]);
        foreach (Customer other in others)
        {
            await office.DoAsync(CreditOffice.Bob, session => office.Accounts.OpenAsync(session, other.Id, Currency.Cny, default));
        }

        await office.DoAsync(CreditOffice.Bob, session => office.Accounts.JoinAsync(session, others[0].Id, office.Acme.Id, default));
        await RefusedAsync(CreditErrorCodes.BadGroup, () => office.DoAsync(CreditOffice.Bob, session => office.Accounts.JoinAsync(session, others[1].Id, others[0].Id, default)));
        await RefusedAsync(CreditErrorCodes.BadGroup, () => office.DoAsync(CreditOffice.Bob, session => office.Accounts.JoinAsync(session, office.Acme.Id, others[1].Id, default)));
    }

    [Fact]
    public async Task L11_Stored_decisions_are_made_again_to_the_same_answer_after_rules_and_accounts_changed()
    {
        CreditOffice office = await CreditOffice.OpenAsync();
        int count = ScaledCount.Of(10_000);
        var random = new Random(11);
        for (int i = 0; i < count; i++)
        {
            if (i % 50 == 0)
            {
                await office.DoAsync(CreditOffice.Bob, session => office.Accounts.GrantAsync(session, office.Acme.Id, CreditOffice.Limit(office.Today, random.Next(1, 30_000)), default));
            }

            if (i % 100 == 0)
            {
                office.Settings.Rules = new CreditRuleSet("acme.rules", (i / 100) + 1, [.. CreditRuleSets.Standard.Rules, new("large", CreditRuleTypes.OrderAmount, CreditRuleEffect.Refuse) { Amount = Yuan(random.Next(100, 9_000)) }]);
            }

            Order order = office.Order(random.Next(1, 10_000));
            CheckedOrder done = await office.SubmitAsync(order);
            if (done.Reservation is not null)
            {
                await office.DoAsync(CreditOffice.Bob, async session =>
                {
                    session.Update((await session.FindAsync<Order>(order.Id, default))! with { Status = OrderStatus.Cancelled });
                    return await office.Desk.CloseAsync(session, order.Id, "called off", default);
                });
            }
        }

        office.Settings.Rules = NineTenths;
        await office.DoAsync(CreditOffice.Carl, session => office.Accounts.BlockAsync(session, office.Acme.Id, "insolvent", default));
        CreditReplayReport report = await office.Replay.RunAsync(CreditOffice.Bob, null, default);

        Assert.Equal((count, 0), (report.Decisions, report.Different.Count));
    }

    [Fact]
    public void A_rule_set_is_the_same_after_writing_and_reading_and_one_that_is_not_consistent_is_refused()
    {
        string json = CreditDecisionJson.Write(CreditRuleSets.Standard);
        Assert.Equal(CreditRuleSets.Standard, CreditDecisionJson.ReadRules(json));
        Assert.Equal(CreditErrorCodes.BadRuleSet, Assert.Throws<CrmException>(() => CreditDecisionJson.ReadRules(json.Replace("days", "weeks", StringComparison.Ordinal))).Code);
        Assert.Equal(CreditErrorCodes.BadRuleSet, Assert.Throws<CrmException>(static () => new CreditRuleSet("a.b", 1, [new("share", CreditRuleTypes.ShareOfLimit, CreditRuleEffect.Hold)])).Code);
    }

    private static async Task RefusedAsync<T>(string code, Func<Task<T>> work) => Assert.Equal(code, (await Assert.ThrowsAsync<CrmException>(work)).Code);

    private sealed class Throwing : ICreditCheckRule
    {
        public string Type => "acme.throws";

        public ValueTask<CreditRuleVerdict> CheckAsync(CreditCheckInput input, CreditCheckRule rule, CancellationToken cancellationToken) => throw new InvalidOperationException("the service is down");
    }

    private sealed class ExportControl : ICreditCheckRule
    {
        public string Type => "acme.export-control";

        public ValueTask<CreditRuleVerdict> CheckAsync(CreditCheckInput input, CreditCheckRule rule, CancellationToken cancellationToken) =>
            ValueTask.FromResult(new CreditRuleVerdict(string.Empty, "acme.listed", ["drill"]));
    }
}
