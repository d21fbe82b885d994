using System.Text.Json;
using Crm.Sdk.Customers;
using Crm.Sdk.Events;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime.Text;

namespace Crm.Sdk.Lifecycle;

/// <summary>Writes the lifecycles that are kept.</summary>
/// <remarks>Thread-safe. Several hosts may write at once: who comes second looks again.</remarks>
internal sealed class KeptLifecycles(ICrm crm, QueryRunner queries, int batchSize, TimeProvider time)
{
    /// <summary>Removes the lifecycles of customers that are not there any more, such as those of an import that was taken back.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="known">How many there are of customers that are there; only where more are kept has anything to be read.</param>
    /// <param name="cancellationToken">Stops between commits.</param>
    public async Task RemoveOfTheGoneAsync(CrmScope scope, long known, CancellationToken cancellationToken)
    {
        var all = new StoreQuery(scope.Tenant, CustomerLifecycleModel.Kind.Kind) { Limit = batchSize };
        if (await queries.CountAsync(all, cancellationToken).ConfigureAwait(false) <= known)
        {
            return;
        }

        await foreach (CustomerLifecycle[] some in queries.AllAsync<CustomerLifecycle>(all, cancellationToken).Chunk(batchSize).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            _ = await crm.CommitAsync(scope, (session, token) => RemoveOfTheGoneAsync(session, some, token), time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Writes what follows otherwise than it is kept, in one commit, and counts it.</summary>
    public Task<LifecycleRunReport> KeepAsync(CrmScope scope, ValueList<LoyaltySubject> customers, CustomerLifecycle?[] made, LifecycleRunReport before, CancellationToken cancellationToken) =>
        crm.CommitAsync(scope, (session, token) => WriteAsync(session, customers, made, before, token), time, cancellationToken);

    private static async Task<int> RemoveOfTheGoneAsync(ICrmSession session, CustomerLifecycle[] some, CancellationToken cancellationToken)
    {
        IReadOnlyList<Customer?> customers = await session.FindAsync<Customer>([.. some.Select(static life => (RecordId)life.Customer)], cancellationToken).ConfigureAwait(false);
        return await RemoveAsync(session, some.Where((_, place) => customers[place] is null).Select(static life => life.Id), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<int> RemoveAsync(ICrmSession session, IEnumerable<RecordId> lives, CancellationToken cancellationToken)
    {
        CustomerLifecycle[] there = [.. (await session.FindAsync<CustomerLifecycle>([.. lives], cancellationToken).ConfigureAwait(false)).OfType<CustomerLifecycle>()];
        foreach (CustomerLifecycle life in there)
        {
            session.Remove(life);
        }

        return there.Length;
    }

    private static async Task<LifecycleRunReport> WriteAsync(ICrmSession session, ValueList<LoyaltySubject> customers, CustomerLifecycle?[] made, LifecycleRunReport total, CancellationToken cancellationToken)
    {
        RecordId[] ids = [.. customers.Select(static subject => CustomerLifecycle.IdOf(subject.Customer))];
        IReadOnlyList<CustomerLifecycle?> kept = await session.FindAsync<CustomerLifecycle>(ids, cancellationToken).ConfigureAwait(false);
        for (int place = 0; place < made.Length; place++)
        {
            total = Write(session, kept[place], made[place], total);
        }

        _ = await RemoveAsync(session, customers.SelectMany(static subject => subject.Members.Where(member => member != subject.Customer)).Select(CustomerLifecycle.IdOf), cancellationToken).ConfigureAwait(false); // it is the survivor's
        return total;
    }

    private static LifecycleRunReport Write(ICrmSession session, CustomerLifecycle? kept, CustomerLifecycle? made, LifecycleRunReport total)
    {
        switch (kept, made)
        {
            case (null, null):
                return total with { Unknown = total.Unknown + 1 };
            case ({ }, null):
            case ({ } last, { } earlier) when last.AsOf > earlier.AsOf:
                return total with { Later = total.Later + 1 };
            case ({ } same, { } now) when now with { AsOf = same.AsOf } == same:
                return total with { Unchanged = total.Unchanged + 1 };
            case (null, { } first):
                session.Add(first);
                return total with { Changed = total.Changed + 1, Moved = total.Moved + 1 };
            case ({ } before, { } after):
                session.Update(after);
                if (after.Stage == before.Stage)
                {
                    return total with { Changed = total.Changed + 1 };
                }

                var data = new StageChangedData(before.Stage, after.Stage, InstantPattern.ExtendedIso.Format(after.Since), after.Changes[^1].Cause.ToString().ToLowerInvariant());
                session.Raise(new CrmEvent(LifecycleEvents.StageChanged, after.Customer, JsonSerializer.Serialize(data, LifecycleJson.Default.StageChangedData)));
                return total with { Changed = total.Changed + 1, Moved = total.Moved + 1 };
        }
    }
}
