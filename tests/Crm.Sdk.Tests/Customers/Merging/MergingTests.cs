using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Orders;
using Crm.Sdk.Tests.Classification.Runs;
using Crm.Sdk.Tests.Sessions;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Customers.Merging;

public sealed class MergingTests
{
    private static readonly Customer Ada = Customer.Enterprise("Ada Ltd") with { Key = "A", Email = "a@ada.example", Tags = ["a", "vip"], Attributes = [new AttributeValue("colour", "red")] };

    private static readonly Customer Adah = Customer.Enterprise("Ada Limited") with
    {
        Key = "B", Email = "b@ada.example", Phone = "+12125551234", Tags = ["b", "vip"], Region = "North", Attributes = [new AttributeValue("size", "9")],
    };

    [Fact]
    public async Task DQ_3_the_survivor_gets_what_it_lacks_keeps_what_it_has_and_no_contact_is_lost()
    {
        MergingFixture archive = await MergingFixture.OfAsync(Ada, Adah);

        CustomerMerge merge = await archive.MergeAsync(Ada, Adah);

        Customer survivor = await archive.ReadAsync(Ada), loser = await archive.ReadAsync(Adah);
        Assert.Equal(("A", "Ada Ltd", "a@ada.example", "+12125551234", "North"), (survivor.Key, survivor.Name, survivor.Email, survivor.Phone, survivor.Region));
        Assert.Equal(new ContactPoint(ContactPointKind.Email, "b@ada.example"), Assert.Single(survivor.ContactPoints));
        Assert.Equal(["a", "b", "vip"], survivor.Tags);
        Assert.Equal(["colour", "size"], survivor.Attributes.Select(static attribute => attribute.Name));
        Assert.Equal((CustomerState.Merged, Ada.Id, "Ada Limited"), (loser.State, loser.MergedInto, loser.Name));
        Assert.Equal(new MergeChoice("email", MergeSource.Survivor), merge.Choices.Single(static choice => choice.Field == "email"));
    }

    [Fact]
    public async Task DQ_3_unmerging_gives_back_both_records_and_leaves_their_history_in_place()
    {
        MergingFixture archive = await MergingFixture.OfAsync(Ada, Adah);
        Customer before = await archive.ReadAsync(Ada), other = await archive.ReadAsync(Adah);
        CustomerMerge merge = await archive.MergeAsync(Ada, Adah);

        UnmergeReport report = await archive.UnmergeAsync(merge);

        Assert.Empty(report.Kept);
        Assert.Equal((before, other), (await archive.ReadAsync(Ada), await archive.ReadAsync(Adah)));
        Assert.Null(await archive.Merging.FindAsync(MergingFixture.Scope, Adah.Id, CancellationToken.None));
        CrmException again = await Assert.ThrowsAsync<CrmException>(() => archive.UnmergeAsync(merge));
        Assert.Equal(DuplicateErrorCodes.MergeRefused, again.Code);
    }

    [Fact]
    public async Task What_was_written_since_the_merge_stays_with_the_survivor()
    {
        MergingFixture archive = await MergingFixture.OfAsync(Ada, Adah);
        CustomerMerge merge = await archive.MergeAsync(Ada, Adah);
        await archive.ChangeAsync(async session => session.Update((await session.FindAsync<Customer>(Ada.Id, CancellationToken.None))! with { Region = "South", Industry = "Toys" }));

        UnmergeReport report = await archive.UnmergeAsync(merge);

        Customer survivor = await archive.ReadAsync(Ada);
        Assert.Equal(("South", "Toys", null), (survivor.Region, survivor.Industry, survivor.Phone));
        Assert.Equal(["region"], report.Kept);
    }

    [Fact]
    public async Task Reads_lead_through_chains_of_merges_in_both_directions()
    {
        Customer third = Customer.Enterprise("Ada Inc.");
        MergingFixture archive = await MergingFixture.OfAsync(Ada, Adah, third);
        await archive.MergeAsync(Adah, third);
        await archive.MergeAsync(Ada, Adah);

        Assert.Equal(Ada.Id, await archive.Identity.ResolveAsync(MergingFixture.Scope, third.Id, CancellationToken.None));
        Assert.Equal([Ada.Id, Adah.Id, third.Id], await archive.Identity.MembersAsync(MergingFixture.Scope, Ada.Id, CancellationToken.None));
        Assert.Equal([third.Id], await archive.Identity.MembersAsync(MergingFixture.Scope, third.Id, CancellationToken.None));
    }

    [Fact]
    public async Task Merges_that_would_make_a_circle_or_no_sense_are_refused()
    {
        Customer person = Customer.Individual(PersonName.Of("Ada", "Lovelace")), gone = Customer.Enterprise("Gone") with { State = CustomerState.Removed };
        MergingFixture archive = await MergingFixture.OfAsync(Ada, Adah, person, gone);
        await archive.MergeAsync(Ada, Adah);
        foreach ((Customer survivor, Customer loser) in new[] { (Adah, Ada), (Ada, Adah), (Ada, Ada), (Ada, person), (Ada, gone), (Ada, Customer.Enterprise("Nobody")) })
        {
            CrmException refused = await Assert.ThrowsAsync<CrmException>(() => archive.MergeAsync(survivor, loser));
            Assert.Equal(DuplicateErrorCodes.MergeRefused, refused.Code);
        }
    }

    [Fact]
    public async Task Of_two_merges_that_changed_one_field_the_later_is_ended_first()
    {
        Customer third = Customer.Enterprise("Ada Inc.") with { Tags = ["c"] };
        MergingFixture archive = await MergingFixture.OfAsync(Ada, Adah, third);
        CustomerMerge first = await archive.MergeAsync(Ada, Adah), second = await archive.MergeAsync(Ada, third);
        CrmException refused = await Assert.ThrowsAsync<CrmException>(() => archive.UnmergeAsync(first));
        Assert.Contains(second.Id.ToString(), refused.Message, StringComparison.Ordinal);
        await archive.UnmergeAsync(second);
        await archive.UnmergeAsync(first);
        Assert.Equal(Ada.Tags, (await archive.ReadAsync(Ada)).Tags);
    }

    [Theory]
    [InlineData(Survivorship.SurvivorFirst, "Ada Ltd")]
    [InlineData(Survivorship.Longest, "Ada Limited")]
    [InlineData(Survivorship.MostComplete, "Ada Limited")]
    [InlineData(Survivorship.MostTrusted, "Ada Limited")]
    [InlineData(Survivorship.Newest, "Ada Limited")]
    public async Task Survivorship_rules_decide_between_two_values(Survivorship rule, string expected)
    {
        Customer loser = Adah with { Sources = [new InformationSource("name") { Reliability = 90 }] };
        MergingFixture archive = await MergingFixture.OfAsync(Ada with { Name = "Ada L." }, loser);
        archive.Core.Clock.Advance(Duration.FromDays(1));
        await archive.ChangeAsync(async session => session.Update((await session.FindAsync<Customer>(Ada.Id, CancellationToken.None))! with { Name = "Ada Ltd" }));
        archive.Core.Clock.Advance(Duration.FromDays(1));
        await archive.ChangeAsync(async session => session.Update((await session.FindAsync<Customer>(loser.Id, CancellationToken.None))! with { Name = "Ada Limited." }));
        await archive.ChangeAsync(async session => session.Update((await session.FindAsync<Customer>(loser.Id, CancellationToken.None))! with { Name = "Ada Limited" }));

        await archive.MergeAsync(Ada, loser, new MergeOptions { Rules = new Dictionary<string, Survivorship> { ["name"] = rule } });

        Assert.Equal(expected, (await archive.ReadAsync(Ada)).Name);
    }

    [Fact]
    public async Task A_choice_by_hand_wins_over_every_rule_also_for_no_value()
    {
        MergingFixture archive = await MergingFixture.OfAsync(Ada, Adah);
        var choices = new Dictionary<string, MergeSource> { ["name"] = MergeSource.Loser, ["phone"] = MergeSource.Survivor, ["tags"] = MergeSource.Loser, ["attr.colour"] = MergeSource.Loser };
        await archive.MergeAsync(Ada, Adah, new MergeOptions { Default = Survivorship.SurvivorFirst, Choices = choices });
        Customer survivor = await archive.ReadAsync(Ada);
        Assert.Equal(("Ada Limited", null, null), (survivor.Name, survivor.Phone, survivor.Attribute("colour")));
        Assert.Equal(Adah.Tags, survivor.Tags);
        await Assert.ThrowsAsync<CrmException>(() => archive.MergeAsync(Ada, Adah, new MergeOptions { Choices = new Dictionary<string, MergeSource> { ["nmae"] = MergeSource.Loser } }));
    }

    [Fact]
    public async Task A_dry_run_says_what_becomes_of_each_field_and_which_records_follow_and_writes_nothing()
    {
        MergingFixture archive = await MergingFixture.OfAsync(Ada, Adah);
        await archive.ChangeAsync(session =>
        {
            session.Add(Order.Place(Adah.Id, Instant.FromUtc(2026, 1, 1, 0, 0), OrderLine.OfTotal(null, 1, Money.Of(5, "USD"))));
            return Task.CompletedTask;
        });
        await archive.ChangeAsync(async session =>
        {
            MergePlan plan = await archive.Merging.PlanAsync(session, Ada.Id, Adah.Id, null, CancellationToken.None);
            Assert.Equal(new MergedField("email", "a@ada.example", "b@ada.example", "a@ada.example", MergeSource.Survivor), plan.Fields.Single(static field => field.Field == "email"));
            Assert.Equal(new MergedField("phone", null, "+12125551234", "+12125551234", MergeSource.Loser), plan.Fields.Single(static field => field.Field == "phone"));
            Assert.Equal(new FollowingRecords(OrderModel.Kind.Kind, 1), Assert.Single(plan.Following));
        });
        Assert.Equal(CustomerState.Active, (await archive.ReadAsync(Adah)).State);
    }

    [Fact]
    public async Task A_merge_and_a_change_by_another_do_not_both_succeed()
    {
        MergingFixture archive = await MergingFixture.OfAsync(Ada, Adah);
        await Assert.ThrowsAsync<CrmConflictException>(() => archive.ChangeAsync(async session =>
        {
            await archive.Merging.MergeAsync(session, Ada.Id, Adah.Id, null, CancellationToken.None);
            await archive.ChangeAsync(async other => other.Update((await other.FindAsync<Customer>(Adah.Id, CancellationToken.None))! with { Email = "new@ada.example" }));
        }));
        Assert.Equal(CustomerState.Active, (await archive.ReadAsync(Adah)).State);
    }

    [Fact]
    public async Task A_merged_customer_is_classified_once_with_the_orders_of_both()
    {
        ClassifierFixture fixture = await ClassifierFixture.StartAsync();
        CustomerId one = await fixture.CustomerAsync("one"), other = await fixture.CustomerAsync("other");
        await fixture.OrderAsync(one, 60);
        await fixture.OrderAsync(other, 60);
        var merging = new CustomerMerging(fixture.Core.Store, SessionFixture.Model, new Crm.Sdk.Privacy.UnencryptedProtector(), fixture.Core.Clock);
        await using ICrmSession session = fixture.Core.Crm.OpenSession(SessionFixture.Ada);
        await merging.MergeAsync(session, one, other, null, CancellationToken.None);
        await session.CommitAsync(CancellationToken.None);

        OrderColumns columns = await fixture.Classifier.LoadColumnsAsync(SessionFixture.Ada, ClassifierFixture.Summer, CancellationToken.None);

        Assert.Equal(1, columns.Customers);
        Assert.True(columns.TryFind(one, out int row));
        Assert.Equal([6_000L, 6_000L], columns.HistoryAt(row, long.MaxValue).Amounts.ToArray());
    }
}
