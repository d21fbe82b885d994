using Crm.Sdk.Customers;
using Crm.Sdk.Events;
using Crm.Sdk.History;
using Crm.Sdk.Orders;
using Crm.Sdk.Storage;
using Xunit;

namespace Crm.Sdk.Tests.Sessions;

/// <summary>A commit is all or nothing, and leaves its trail (CU-3, PS-1; architecture: one commit).</summary>
public sealed class UnitOfWorkTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Nothing_is_written_before_the_commit()
    {
        SessionFixture crm = await SessionFixture.StartAsync();
        await using (ICrmSession session = crm.Crm.OpenSession(SessionFixture.Ada))
        {
            session.Add(Customer.Individual(PersonName.Of("Ada", "Lovelace")));
        }

        Assert.Empty(await crm.AllAsync<Customer>());
        Assert.Empty(await crm.AllAsync<AuditEntry>());
    }

    [Fact]
    public async Task One_commit_writes_records_events_and_one_audit_entry()
    {
        SessionFixture crm = await SessionFixture.StartAsync();
        var ada = Customer.Individual(PersonName.Of("Ada", "Lovelace"), BirthDate.Gregorian(1815, 12, 10));
        var order = Order.Place(ada.Id, crm.Clock.GetCurrentInstant(), OrderLine.Of("cd", 2, UnitPrice.Of(11.77m, "USD")));
        await using ICrmSession session = crm.Crm.OpenSession(SessionFixture.Ada);
        session.Add(ada);
        session.Add(order);
        CommitReceipt receipt = await session.CommitAsync(None);

        Assert.Equal(2, receipt.Records);
        Assert.Equal(ada.Name, Assert.Single(await crm.AllAsync<Customer>()).Name);
        Assert.Equal(Money.Of(23.54m, "USD"), Assert.Single(await crm.AllAsync<Order>()).Net);
        Assert.Equal(["customer.added/1", "order.added/1"], (await crm.AllAsync<StoredEvent>()).Select(e => e.Type).Order());
        Assert.All(await crm.AllAsync<StoredEvent>(), e => Assert.Equal(ada.Id, e.Customer));
        AuditEntry audit = Assert.Single(await crm.AllAsync<AuditEntry>());
        Assert.Equal(2, audit.Count);
        Assert.True(SessionFixture.Hasher.Verify(TenantId.Default, audit));
        Assert.False(SessionFixture.Hasher.Verify(TenantId.Default, audit with { By = "mallory" }));
    }

    [Fact]
    public async Task The_reason_of_a_change_stands_on_its_revisions_and_on_no_later_ones()
    {
        SessionFixture crm = await SessionFixture.StartAsync();
        var ada = Customer.Individual(PersonName.Of("Ada"));
        await using ICrmSession session = crm.Crm.OpenSession(SessionFixture.Ada);
        session.Add(ada);
        await session.CommitAsync(None);
        session.Reason = "moved to London";
        session.Update(ada with { Region = "south" });
        await session.CommitAsync(None);
        session.Update(ada with { Region = "north" });
        await session.CommitAsync(None);

        Assert.Equal(["moved to London", null], (await crm.AllAsync<Revision>()).OrderBy(revision => revision.Version).Select(revision => revision.Reason));
        Assert.Equal(ErrorCodes.BadText, Assert.Throws<CrmException>(() => session.Reason = " ").Code);
    }

    [Fact]
    public async Task Adding_stamps_the_origin_and_changing_leaves_a_revision_of_the_changed_fields_only()
    {
        SessionFixture crm = await SessionFixture.StartAsync();
        var ada = Customer.Individual(PersonName.Of("Ada", "Lovelace")) with { Region = "north", Email = "ada@example.org" };
        await using (ICrmSession session = crm.Crm.OpenSession(SessionFixture.Ada))
        {
            session.Add(ada);
            await session.CommitAsync(None);
        }

        await using (ICrmSession session = crm.Crm.OpenSession(SessionFixture.Bob))
        {
            Customer read = (await session.FindAsync<Customer>(ada.Id, None))!;
            Assert.Equal(new Origin(crm.Clock.GetCurrentInstant(), "ada"), read.Origin);
            session.Update(read with { Region = "south", Email = "countess@example.org" });
            await session.CommitAsync(None);
            Assert.Equal(2, session.VersionOf<Customer>(ada.Id));
        }

        Revision revision = Assert.Single(await crm.AllAsync<Revision>());
        Assert.Equal(("bob", 2L, RevisionType.Changed), (revision.By.Value, revision.Version, revision.Type));
        Assert.Equal(["email", "region"], revision.Changes.Select(c => c.Field).Order());
        FieldChange region = revision.Changes.Single(c => c.Field == "region");
        Assert.Equal(("north", "south"), (region.Old, region.New));
    }

    [Fact]
    public async Task Personal_values_stand_in_histories_only_inside_an_envelope()
    {
        SessionFixture crm = await SessionFixture.StartAsync();
        var ada = Customer.Individual(PersonName.Of("Ada", "Lovelace")) with { Email = "ada@example.org" };
        await using ICrmSession session = crm.Crm.OpenSession(SessionFixture.Ada);
        session.Add(ada);
        await session.CommitAsync(None);
        session.Update((await session.FindAsync<Customer>(ada.Id, None))! with { Email = null });
        await session.CommitAsync(None);

        FieldChange email = Assert.Single(Assert.Single(await crm.AllAsync<Revision>()).Changes);
        Assert.Null(email.Old);
        Assert.Equal(((RecordId)ada.Id, "none"), (email.OldSealed!.Subject, email.OldSealed.KeyId));
        Assert.Null(email.NewSealed);
    }

    [Fact]
    public async Task An_update_that_changes_nothing_writes_nothing()
    {
        SessionFixture crm = await SessionFixture.StartAsync();
        await using ICrmSession session = crm.Crm.OpenSession(SessionFixture.Ada);
        var acme = Customer.Enterprise("Acme") with { Tags = ["key"] };
        session.Add(acme);
        await session.CommitAsync(None);
        Customer read = (await session.FindAsync<Customer>(acme.Id, None))!;
        session.Update(read with { Tags = ["key"], Name = "Acme" });
        CommitReceipt receipt = await session.CommitAsync(None);

        Assert.Equal(0, receipt.Records);
        Assert.Equal(1, session.VersionOf<Customer>(acme.Id));
        Assert.Single(await crm.AllAsync<AuditEntry>());
    }

    [Fact]
    public async Task A_conflict_names_the_record_the_fields_and_who_changed_them()
    {
        SessionFixture crm = await SessionFixture.StartAsync();
        var acme = Customer.Enterprise("Acme");
        await using (ICrmSession session = crm.Crm.OpenSession(SessionFixture.Ada))
        {
            session.Add(acme);
            await session.CommitAsync(None);
        }

        await using ICrmSession ada = crm.Crm.OpenSession(SessionFixture.Ada), bob = crm.Crm.OpenSession(SessionFixture.Bob);
        ada.Update((await ada.FindAsync<Customer>(acme.Id, None))! with { Industry = "steel" });
        bob.Update((await bob.FindAsync<Customer>(acme.Id, None))! with { Region = "south", Owner = "bob" });
        await bob.CommitAsync(None);

        CrmConflictException conflict = await Assert.ThrowsAsync<CrmConflictException>(() => ada.CommitAsync(None));
        RecordConflict one = Assert.Single(conflict.Conflicts);
        Assert.Equal(["owner", "region"], one.Fields.Select(f => f.Name).Order());
        Assert.Equal("bob", one.ChangedBy?.Value);
        Assert.Contains("were changed by bob", conflict.Message, StringComparison.Ordinal);
        Assert.Null(Assert.Single(await crm.AllAsync<Customer>()).Industry);
    }

    [Fact]
    public async Task A_guarded_record_that_another_changed_stops_the_commit()
    {
        SessionFixture crm = await SessionFixture.StartAsync();
        Customer head = Customer.Enterprise("Head"), other = Customer.Enterprise("Other");
        await using ICrmSession ada = crm.Crm.OpenSession(SessionFixture.Ada), bob = crm.Crm.OpenSession(SessionFixture.Bob);
        ada.Add(head);
        await ada.CommitAsync(None);
        bob.Guard((await bob.FindAsync<Customer>(head.Id, None))!);
        bob.Add(other);
        ada.Update((await ada.FindAsync<Customer>(head.Id, None))! with { Region = "north" });
        await ada.CommitAsync(None);

        await Assert.ThrowsAsync<CrmConflictException>(() => bob.CommitAsync(None));
        Assert.Equal(head.Id, Assert.Single(await crm.AllAsync<Customer>()).Id);
    }

    [Fact]
    public async Task A_key_that_another_record_holds_is_refused_naming_the_holder()
    {
        SessionFixture crm = await SessionFixture.StartAsync();
        Customer first = Customer.Enterprise("First") with { Key = "C-1" }, second = Customer.Enterprise("Second") with { Key = "C-1" };
        await using ICrmSession session = crm.Crm.OpenSession(SessionFixture.Ada);
        session.Add(first);
        await session.CommitAsync(None);
        session.Add(second);

        CrmDuplicateException clash = await Assert.ThrowsAsync<CrmDuplicateException>(() => session.CommitAsync(None));
        Assert.Equal((RecordId)first.Id, Assert.Single(clash.Clashes).Holder);
        Assert.Single(await crm.AllAsync<Customer>());
    }

    [Theory]
    [InlineData("BeforeCommit")]
    [InlineData("AfterCommit")]
    [InlineData("BeforeCommit,AfterCommit,BeforeCommit")]
    public async Task After_an_unknown_outcome_committing_again_writes_once(string faults)
    {
        UncertainStore uncertain = null!;
        SessionFixture crm = await SessionFixture.StartAsync(store => uncertain = new UncertainStore(store));
        await using ICrmSession session = crm.Crm.OpenSession(SessionFixture.Ada);
        session.Add(Customer.Enterprise("Acme"));
        foreach (string fault in faults.Split(','))
        {
            uncertain.Faults.Enqueue(Enum.Parse<UncertainStore.Fault>(fault));
            await Assert.ThrowsAsync<IOException>(() => session.CommitAsync(None));
        }

        Assert.Equal(SessionErrorCodes.Misused, Assert.Throws<CrmException>(() => session.Add(Customer.Enterprise("Too early"))).Code);
        await session.CommitAsync(None);
        Assert.Single(await crm.AllAsync<Customer>());
        Assert.Single(await crm.AllAsync<AuditEntry>());
    }

    [Fact]
    public async Task Reading_twice_gives_the_same_entity_and_own_changes()
    {
        SessionFixture crm = await SessionFixture.StartAsync();
        var acme = Customer.Enterprise("Acme");
        await using ICrmSession session = crm.Crm.OpenSession(SessionFixture.Ada);
        session.Add(acme);
        await session.CommitAsync(None);
        session.Update((await session.FindAsync<Customer>(acme.Id, None))! with { Region = "north" });

        Assert.Equal("north", (await session.FindAsync<Customer>(acme.Id, None))!.Region);
        Assert.Equal("north", Assert.Single((await session.QueryAsync(new CrmQuery<Customer>(), None)).Items).Region);
        session.Remove((await session.FindAsync<Customer>(acme.Id, None))!);
        Assert.Null(await session.FindAsync<Customer>(acme.Id, None));
        Assert.Empty((await session.QueryAsync(new CrmQuery<Customer>(), None)).Items);
    }

    [Fact]
    public async Task Tenants_do_not_see_each_other()
    {
        SessionFixture crm = await SessionFixture.StartAsync();
        var acme = Customer.Enterprise("Acme") with { Key = "C-1" };
        await using ICrmSession one = crm.Crm.OpenSession(new CrmScope(new TenantId("one"), "ada")), two = crm.Crm.OpenSession(new CrmScope(new TenantId("two"), "ada"));
        one.Add(acme);
        await one.CommitAsync(None);
        Assert.Null(await two.FindAsync<Customer>(acme.Id, None));
        Assert.Equal(0, await two.CountAsync<Customer>(Condition.Everything, None));
        two.Add(Customer.Enterprise("Same key elsewhere") with { Key = "C-1" });
        await two.CommitAsync(None);
    }

    [Fact]
    public async Task What_was_not_read_cannot_be_changed_and_history_cannot_be_changed_at_all()
    {
        SessionFixture crm = await SessionFixture.StartAsync();
        await using ICrmSession session = crm.Crm.OpenSession(SessionFixture.Ada);
        Assert.Equal(SessionErrorCodes.NotRead, Assert.Throws<CrmException>(() => session.Update(Customer.Enterprise("Acme"))).Code);
        session.Add(Customer.Enterprise("Acme"));
        await session.CommitAsync(None);
        AuditEntry audit = (await session.QueryAsync(new CrmQuery<AuditEntry>(), None)).Items[0];
        Assert.Equal(SessionErrorCodes.AppendOnly, Assert.Throws<CrmException>(() => session.Update(audit with { Count = 0 })).Code);
        Assert.Equal(SessionErrorCodes.AppendOnly, Assert.Throws<CrmException>(() => session.Remove(audit)).Code);
    }

    [Theory]
    [InlineData("half {surrogate} of a pair", "CRM1002")]
    [InlineData("zero \0 byte", "CRM1002")]
    [InlineData("cafe\u0301", "CRM1002")]
    public async Task Text_that_is_not_canonical_is_refused_when_it_is_added(string region, string code)
    {
        SessionFixture crm = await SessionFixture.StartAsync();
        await using ICrmSession session = crm.Crm.OpenSession(SessionFixture.Ada);
        CrmException refused = Assert.Throws<CrmException>(() => session.Add(Customer.Enterprise("Acme") with { Region = region.Replace("{surrogate}", "\ud800", StringComparison.Ordinal) })); // an attribute cannot hold half a pair
        Assert.Equal(code, refused.Code);
        Assert.Contains("customer.region", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_callers_at_once_are_refused()
    {
        var gate = new TaskCompletionSource();
        SessionFixture crm = await SessionFixture.StartAsync(store => new GatedStore(store, gate.Task));
        await using ICrmSession session = crm.Crm.OpenSession(SessionFixture.Ada);
        Task<Customer?> first = session.FindAsync<Customer>(RecordId.New(), None);
        Assert.Equal(SessionErrorCodes.Misused, (await Assert.ThrowsAsync<CrmException>(() => session.FindAsync<Customer>(RecordId.New(), None))).Code);
        gate.SetResult();
        Assert.Null(await first);
    }
}
