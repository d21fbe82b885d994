using System.Runtime.CompilerServices;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Lifecycle;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Orders;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Classification;

/// <summary>Which customers were touched by the commits that this process made through a store, and whether those are all the commits there were.</summary>
/// <remarks>
/// Positions of a tenant grow by one with each commit of the stores of this tree. Where all positions between two moments were seen here, nobody else committed between them, and the touched
/// customers are all that changed; otherwise, or where positions have gaps, the answer is that nothing is known. It costs a set look-up a commit, and only for tenants that are
/// followed. Thread-safe.
/// </remarks>
internal sealed class CommitWatch
{
    private const int MaxRemembered = 500_000;

    private static readonly ConditionalWeakTable<ICrmStore, CommitWatch> Watches = [];

    private readonly Lock _gate = new();
    private readonly Dictionary<TenantId, Followed> _tenants = [];

    /// <summary>The watch of a store.</summary>
    public static CommitWatch Of(ICrmStore store) => Watches.GetValue(store, static _ => new CommitWatch());

    /// <summary>Begins to remember what is committed for a tenant.</summary>
    public void Follow(TenantId tenant)
    {
        lock (_gate)
        {
            _tenants.TryAdd(tenant, new Followed());
        }
    }

    /// <summary>Stops remembering.</summary>
    public void Leave(TenantId tenant)
    {
        lock (_gate)
        {
            _tenants.Remove(tenant);
        }
    }

    /// <summary>Notes a commit.</summary>
    /// <param name="batch">What was committed.</param>
    /// <param name="position">Its position.</param>
    /// <param name="before">The entity that a record held before, where the caller knows it.</param>
    public void Committed(CommitBatch batch, long position, Func<RecordRef, object?>? before = null)
    {
        lock (_gate)
        {
            if (!_tenants.TryGetValue(batch.Tenant, out Followed? followed))
            {
                return;
            }

            followed.Positions.Add(position);
            foreach (RecordWrite write in batch.Writes)
            {
                if (write.ExpectedVersion > 0)
                {
                    Touch(followed, write.Kind, write.Id, write.Entity);
                    TouchFormer(followed, write.Kind, write.Id, before);
                }
                else if (write.Entity is Order { Status: not OrderStatus.Cancelled } order)
                {
                    followed.Added.Add(AddedOrder.Of(order));
                }
                else
                {
                    Touch(followed, write.Kind, write.Id, write.Entity);
                }
            }

            foreach (RecordDelete delete in batch.Deletes)
            {
                TouchFormer(followed, delete.Kind, delete.Id, before);
            }

            if (followed.Touched.Count + followed.Added.Count + followed.Positions.Count > MaxRemembered)
            {
                followed.LoseTrack();
            }
        }
    }

    /// <summary>What changed after one position and up to another, and some that changed later; null where that is not known. It counts from then on as told.</summary>
    public WatchedChanges? Take(TenantId tenant, long after, long upTo)
    {
        lock (_gate)
        {
            if (!_tenants.TryGetValue(tenant, out Followed? followed))
            {
                return null;
            }

            long seen = followed.Positions.LongCount(position => position > after && position <= upTo);
            bool all = !followed.LostTrack && seen == upTo - after;
            followed.Positions.RemoveWhere(position => position <= upTo);
            WatchedChanges changes = followed.HandOver();
            return all ? changes : null;
        }
    }

    private static void TouchFormer(Followed followed, RecordKind kind, RecordId id, Func<RecordRef, object?>? before)
    {
        if (!Matters(kind))
        {
            return;
        }

        if (before?.Invoke(new RecordRef(kind, id)) is { } former)
        {
            Touch(followed, kind, id, former);
        }
        else if (kind == CustomerModel.Kind.Kind)
        {
            followed.Touched.Add(new CustomerId(id.Value)); // a customer is touched whatever it was
        }
        else
        {
            followed.LoseTrack(); // whose record it was is not known
        }
    }

    private static bool Matters(RecordKind kind) =>
        kind == OrderModel.Kind.Kind || kind == CustomerModel.Kind.Kind || kind == InvestmentModel.Kind.Kind || kind == MergeModel.Kind.Kind
        || kind == LoyaltyAssessmentModel.Kind.Kind || kind == TierDecisionModel.Kind.Kind || kind == CustomerLifecycleModel.Kind.Kind || kind == WinBackCaseModel.Kind.Kind;

    private static void Touch(Followed followed, RecordKind kind, RecordId id, object entity)
    {
        switch (entity)
        {
            case Order order:
                followed.Touched.Add(order.Customer);
                break;
            case Investment investment:
                followed.Touched.Add(investment.Customer);
                break;
            case LoyaltyAssessmentRecord assessment:
                followed.Touched.Add(assessment.Customer);
                break;
            case TierDecision decision:
                followed.Touched.Add(decision.Customer);
                break;
            case CustomerLifecycle lifecycle:
                followed.Touched.Add(lifecycle.Customer);
                break;
            case WinBackCase winBack:
                followed.Touched.Add(winBack.Customer);
                break;
            case CustomerMerge merge:
                followed.Touched.Add(merge.Loser);
                followed.Touched.Add(merge.Survivor);
                break;
            case Customer:
                followed.Touched.Add(new CustomerId(id.Value));
                break;
            default:
                if (Matters(kind))
                {
                    followed.LoseTrack();
                }

                break;
        }
    }

    private sealed class Followed
    {
        public HashSet<long> Positions { get; } = [];

        public HashSet<CustomerId> Touched { get; private set; } = [];

        public List<AddedOrder> Added { get; private set; } = [];

        public bool LostTrack { get; private set; }

        /// <summary>Gives what was noted away, and begins anew.</summary>
        public WatchedChanges HandOver()
        {
            var changes = new WatchedChanges(Touched, Added);
            (Touched, Added, LostTrack) = ([], [], false);
            return changes;
        }

        public void LoseTrack()
        {
            LostTrack = true;
            Touched.Clear();
            Added.Clear();
            Positions.Clear();
        }
    }
}
