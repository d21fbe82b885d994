using Crm.Sdk.Customers;
using Crm.Sdk.Tests.Revisions;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Customers;

public sealed class CustomerRelationsTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly LocalDate Today = new(2026, 1, 2);

    private readonly CustomerRelations _relations = new();

    [Fact]
    public async Task CU_8_Nobody_stands_above_himself_by_any_chain()
    {
        (HistoryFixture crm, Customer[] c) = await StartAsync(3);
        await RelateAsync(crm, c[0], c[1]);
        await RelateAsync(crm, c[1], c[2]);

        CrmException refused = await Assert.ThrowsAsync<CrmException>(() => RelateAsync(crm, c[2], c[0]));
        Assert.Equal(CustomerErrorCodes.BadRelation, refused.Code);
        Assert.Contains($"{c[2].Id} stands below {c[0].Id}", refused.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorCodes.BadValue, (await Assert.ThrowsAsync<CrmException>(() => RelateAsync(crm, c[0], c[0]))).Code);
        await RelateAsync(crm, c[2], c[0], RelationTypes.Referral); // another hierarchy is another tree
    }

    [Fact]
    public async Task CU_8_Two_relations_of_one_session_do_not_close_a_circle_either()
    {
        (HistoryFixture crm, Customer[] c) = await StartAsync(2);
        await using ICrmSession session = crm.Crm.OpenSession(HistoryFixture.Ada);
        await _relations.RelateAsync(session, RelationTypes.Subsidiary, c[0].Id, c[1].Id, null, null, None);

        CrmException refused = await Assert.ThrowsAsync<CrmException>(() => _relations.RelateAsync(session, RelationTypes.Subsidiary, c[1].Id, c[0].Id, null, null, None));
        Assert.Equal(CustomerErrorCodes.BadRelation, refused.Code);
    }

    [Theory]
    [InlineData(40, 23, true)]
    [InlineData(40, 24, false)]
    [InlineData(0, 63, true)]
    [InlineData(0, 64, false)]
    public async Task CU_8_What_has_much_below_it_moves_only_where_there_is_room_for_all_of_it(int above, int below, bool fits)
    {
        foreach (bool atOnce in new[] { false, true })
        {
            (HistoryFixture crm, Customer[] c) = await StartAsync(above + below + 2);
            await using ICrmSession session = crm.Crm.OpenSession(HistoryFixture.Ada);
            for (int i = 0; i < c.Length - 1; i++)
            {
                if (i != above)
                {
                    await _relations.RelateAsync(session, RelationTypes.Subsidiary, c[i].Id, c[i + 1].Id, null, null, None);
                }
            }

            if (!atOnce)
            {
                await session.CommitAsync(None);
            }

            Task<Relation> move = _relations.RelateAsync(session, RelationTypes.Subsidiary, c[above].Id, c[above + 1].Id, null, null, None);
            if (fits)
            {
                Assert.Equal(c[above].Id, (await move).From);
            }
            else
            {
                Assert.Equal(CustomerErrorCodes.BadRelation, (await Assert.ThrowsAsync<CrmException>(() => move)).Code);
            }
        }
    }

    [Fact]
    public async Task CU_8_Two_sessions_that_each_put_the_other_one_above_do_not_both_commit()
    {
        (HistoryFixture crm, Customer[] c) = await StartAsync(2);
        await using ICrmSession ada = crm.Crm.OpenSession(HistoryFixture.Ada), bob = crm.Crm.OpenSession(HistoryFixture.Bob);
        await _relations.RelateAsync(ada, RelationTypes.Subsidiary, c[0].Id, c[1].Id, null, null, None);
        await _relations.RelateAsync(bob, RelationTypes.Subsidiary, c[1].Id, c[0].Id, null, null, None);

        await ada.CommitAsync(None);
        await Assert.ThrowsAsync<CrmConflictException>(() => bob.CommitAsync(None));
        Assert.Equal([c[0].Id], await AboveAsync(crm, c[1]));
        Assert.Empty(await AboveAsync(crm, c[0]));
    }

    [Fact]
    public async Task CU_8_A_superior_that_moves_meanwhile_makes_the_commit_conflict()
    {
        (HistoryFixture crm, Customer[] c) = await StartAsync(4);
        await RelateAsync(crm, c[0], c[1]);
        await using ICrmSession ada = crm.Crm.OpenSession(HistoryFixture.Ada);
        await _relations.RelateAsync(ada, RelationTypes.Subsidiary, c[1].Id, c[2].Id, null, null, None);
        await RelateAsync(crm, c[3], c[1]);

        CrmConflictException conflict = await Assert.ThrowsAsync<CrmConflictException>(() => ada.CommitAsync(None));
        Assert.Equal(Relation.IdUnder("subsidiary", c[1].Id), (RelationId)Assert.Single(conflict.Conflicts).Record.Id);
    }

    [Fact]
    public async Task CU_8_Whoever_gets_another_superior_keeps_the_former_one_in_the_history()
    {
        (HistoryFixture crm, Customer[] c) = await StartAsync(3);
        await RelateAsync(crm, c[0], c[2]);
        Instant then = crm.Clock.GetCurrentInstant();
        await RelateAsync(crm, c[1], c[2]);

        Assert.Equal([c[1].Id], await AboveAsync(crm, c[2]));
        RelationId id = Relation.IdUnder("subsidiary", c[2].Id);
        Assert.Equal(c[0].Id, (await crm.History.StateAtAsync<Relation>(HistoryFixture.Ada, id, then, None))!.Entity.From);
        Assert.Equal(c[1].Id, (await crm.History.StateAtAsync<Relation>(HistoryFixture.Ada, id, crm.Clock.GetCurrentInstant(), None))!.Entity.From);
    }

    [Fact]
    public async Task CU_8_An_ended_relation_holds_to_its_last_day_and_does_not_stand_in_the_way_after_it()
    {
        (HistoryFixture crm, Customer[] c) = await StartAsync(2);
        await RelateAsync(crm, c[0], c[1], since: new LocalDate(2020, 1, 1));
        await crm.DoAsync(HistoryFixture.Ada, async session =>
            _relations.End(session, (await session.FindAsync<Relation>(Relation.IdUnder("subsidiary", c[1].Id), None))!, new LocalDate(2025, 12, 31)));

        Assert.Equal([c[0].Id], await AboveAsync(crm, c[1], new LocalDate(2025, 12, 31)));
        Assert.Empty(await AboveAsync(crm, c[1]));
        await Assert.ThrowsAsync<CrmException>(() => RelateAsync(crm, c[1], c[0], since: new LocalDate(2025, 12, 31)));
        await RelateAsync(crm, c[1], c[0], since: new LocalDate(2026, 1, 1)); // the daughter bought the mother
        Assert.Equal([c[1].Id], await AboveAsync(crm, c[0]));
        Assert.Equal([c[0].Id], await AboveAsync(crm, c[1], new LocalDate(2025, 12, 31)));
    }

    [Fact]
    public async Task CU_8_Those_below_come_level_by_level_with_their_depth_and_a_chain_ends_at_64_levels()
    {
        (HistoryFixture crm, Customer[] c) = await StartAsync(66);
        for (int i = 0; i < CustomerRelations.MaxDepth; i++)
        {
            await RelateAsync(crm, c[i], c[i + 1]);
        }

        Assert.Equal(CustomerErrorCodes.BadRelation, (await Assert.ThrowsAsync<CrmException>(() => RelateAsync(crm, c[64], c[65]))).Code);
        await using ICrmSession session = crm.Crm.OpenSession(HistoryFixture.Ada);
        var below = new List<(CustomerId Customer, int Depth)>();
        await foreach ((CustomerId Customer, int Depth) one in _relations.BelowAsync(session, RelationTypes.Subsidiary, c[0].Id, Today, None))
        {
            below.Add(one);
        }

        Assert.Equal(Enumerable.Range(1, 64).Select(depth => (c[depth].Id, depth)), below);
        Assert.Equal(Enumerable.Range(0, 64).Reverse().Select(n => c[n].Id), await AboveAsync(crm, c[64]));
    }

    [Fact]
    public async Task CU_8_A_relation_is_found_from_either_end_with_its_role()
    {
        (HistoryFixture crm, Customer[] c) = await StartAsync(3);
        await crm.DoAsync(HistoryFixture.Ada, session => _relations.RelateAsync(session, RelationTypes.Household, c[0].Id, c[1].Id, "daughter", null, None));
        await RelateAsync(crm, c[1], c[2], RelationTypes.Contact);
        await using ICrmSession session = crm.Crm.OpenSession(HistoryFixture.Ada);

        Assert.Equal("daughter", Assert.Single(await _relations.OfAsync(session, c[0].Id, Today, None)).Role);
        Assert.Equal(["contact", "household"], (await _relations.OfAsync(session, c[1].Id, Today, None)).Select(static relation => relation.Type).Order(StringComparer.Ordinal));
        Assert.Single(await _relations.OfAsync(session, c[2].Id, Today, None));
    }

    [Fact]
    public async Task A_customer_that_is_not_there_relates_to_nobody()
    {
        (HistoryFixture crm, Customer[] c) = await StartAsync(1);
        Assert.Equal(CustomerErrorCodes.Unknown, (await Assert.ThrowsAsync<CrmException>(() => RelateAsync(crm, c[0], Customer.Enterprise("Nobody")))).Code);
    }

    [Fact]
    public async Task A_commit_that_depends_on_an_absence_conflicts_once_the_record_is_there_and_commits_while_it_is_not()
    {
        (HistoryFixture crm, Customer[] c) = await StartAsync(1);
        Customer expectedAbsent = Customer.Enterprise("Later"), unrelated = Customer.Enterprise("Unrelated");
        await using ICrmSession ada = crm.Crm.OpenSession(HistoryFixture.Ada);
        ada.GuardAbsence<Customer>(expectedAbsent.Id);
        ada.Add(unrelated);
        await ada.CommitAsync(None);

        ada.GuardAbsence<Customer>(expectedAbsent.Id);
        ada.Update((await ada.FindAsync<Customer>(c[0].Id, None))! with { Region = "south" });
        await crm.AddAsync(HistoryFixture.Bob, expectedAbsent);
        CrmConflictException conflict = await Assert.ThrowsAsync<CrmConflictException>(() => ada.CommitAsync(None));
        Assert.Equal((RecordId)expectedAbsent.Id, Assert.Single(conflict.Conflicts).Record.Id);
        Assert.Throws<CrmException>(() => ada.GuardAbsence<Customer>(c[0].Id)); // the session holds it
    }

    private static async Task<(HistoryFixture Crm, Customer[] Customers)> StartAsync(int count)
    {
        HistoryFixture crm = await HistoryFixture.StartAsync();
        Customer[] customers = [.. Enumerable.Range(0, count).Select(static n => Customer.Enterprise($"Customer {n}"))];
        await crm.AddAsync(HistoryFixture.Ada, customers);
        return (crm, customers);
    }

    private Task RelateAsync(HistoryFixture crm, Customer above, Customer below, RelationType? type = null, LocalDate? since = null) => crm.DoAsync(
        HistoryFixture.Ada,
        session => _relations.RelateAsync(session, type ?? RelationTypes.Subsidiary, above.Id, below.Id, null, since, None));

    private async Task<IReadOnlyList<CustomerId>> AboveAsync(HistoryFixture crm, Customer customer, LocalDate? on = null)
    {
        await using ICrmSession session = crm.Crm.OpenSession(HistoryFixture.Ada);
        return await _relations.AboveAsync(session, RelationTypes.Subsidiary, customer.Id, on ?? Today, None);
    }
}
