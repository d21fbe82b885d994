using Crm.Sdk.Segments;
using Crm.Sdk.Storage;
using Crm.Sdk.Tasks;

namespace Crm.Sdk.Customers;

/// <summary>Hands customers over from one owner, team or territory to another (CU-7): the customers, their open tasks and their history stay with the company when a salesperson leaves.</summary>
/// <remarks>
/// Customers move in commits of some hundred. What was confirmed stays, and the same hand-over goes on from there; who owned a customer when is read from its revisions, which carry the
/// reason. A thread-safe singleton.
/// </remarks>
/// <param name="crm">The units of work.</param>
/// <param name="segments">Finds the members of segments; null where no hand-over names one.</param>
public sealed class OwnershipDesk(ICrm crm, ISegments? segments = null)
{
    private const int PerCommit = 500;
    private const int MaxAttempts = 8;

    /// <summary>Hands over.</summary>
    /// <param name="scope">The tenant, and who hands over.</param>
    /// <param name="handOver">Which customers, to whom, and why.</param>
    /// <param name="progress">Told the customers moved so far after each commit, or null.</param>
    /// <param name="cancellationToken">Stops between commits.</param>
    /// <exception cref="CrmException">CRM1030: it says neither which customers nor to whom. CRM2032: others keep changing the same records.</exception>
    public async Task<HandOverReport> HandOverAsync(CrmScope scope, HandOver handOver, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(handOver);
        if ((handOver.Owner ?? handOver.Team ?? handOver.Territory) is null || (handOver.From is null && handOver.Segment is null && handOver.Where == Condition.Everything))
        {
            throw new CrmException(ErrorCodes.BadValue, "hand-over: say whose customers move or which, and give a new owner, team or territory.");
        }

        Condition owned = handOver.From is { } from ? Condition.All(Condition.Equal(CustomerModel.Owner, FieldValue.Of(from)), handOver.Where) : handOver.Where;
        Func<ICrmSession, PageCursor?, CancellationToken, Task<CrmPage<Customer>>>? read = handOver.Segment is { } segment ? (session, after, token) => MembersAsync(session, segment, handOver, after, token) : null;
        long customers = await MoveAsync(scope, handOver.Reason, owned, customer => Moved(customer, handOver), progress, cancellationToken, read: read).ConfigureAwait(false);
        long tasks = handOver is { From: { } leaver, Owner: { } successor }
            ? await MoveTasksAsync(scope, handOver, leaver, successor, cancellationToken).ConfigureAwait(false)
            : 0;
        return new HandOverReport(customers, tasks);
    }

    private static Customer Moved(Customer customer, HandOver handOver) => customer with
    {
        Owner = handOver.Owner ?? customer.Owner,
        Team = handOver.Team ?? customer.Team,
        Territory = handOver.Territory ?? customer.Territory,
    };

    /// <summary>Members of the segment that still belong to the owner who hands over.</summary>
    private async Task<CrmPage<Customer>> MembersAsync(ICrmSession session, SegmentRequest segment, HandOver handOver, PageCursor? after, CancellationToken cancellationToken)
    {
        if (segments is null)
        {
            throw new InvalidOperationException($"A hand-over that names a segment needs {nameof(ISegments)}.");
        }

        SegmentRequest theirs = handOver.From is { } from
            ? segment with { Segment = Segment.All(Segment.Where(CustomerModel.Owner.Name).Is(from), segment.Segment), States = default }
            : segment with { States = default };
        SegmentPage page = await segments.ListAsync(session.Scope, theirs, new SegmentPaging { After = after, Take = PerCommit }, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<Customer?> found = await session.FindAsync<Customer>([.. page.Members.Select(static member => (RecordId)member.Id)], cancellationToken).ConfigureAwait(false);
        return new CrmPage<Customer>([.. found.OfType<Customer>().Where(customer => handOver.From is null || customer.Owner == handOver.From)], page.Next);
    }

    /// <summary>All open tasks where all customers move; those about customers that now belong to the successor otherwise.</summary>
    private async Task<long> MoveTasksAsync(CrmScope scope, HandOver handOver, string leaver, string successor, CancellationToken cancellationToken)
    {
        var open = Condition.All(Condition.Equal(CrmTaskModel.Owner, FieldValue.Of(leaver)), Condition.Equal(CrmTaskModel.State, FieldValue.Of((long)TaskState.Open)));
        return await MoveAsync<CrmTask>(
            scope,
            handOver.Reason,
            open,
            task => task with { Owner = successor },
            progress: null,
            cancellationToken,
            handOver.Where == Condition.Everything && handOver.Segment is null ? null : (session, tasks, token) => OfAsync(session, tasks, successor, token)).ConfigureAwait(false);
    }

    private static async Task<IReadOnlyList<CrmTask>> OfAsync(ICrmSession session, IReadOnlyList<CrmTask> tasks, string owner, CancellationToken cancellationToken)
    {
        RecordId[] ids = [.. tasks.Select(static task => task.Customer).OfType<CustomerId>().Distinct().Select(static id => (RecordId)id)];
        IReadOnlyList<Customer?> found = await session.FindAsync<Customer>(ids, cancellationToken).ConfigureAwait(false);
        HashSet<CustomerId> theirs = [.. found.OfType<Customer>().Where(customer => customer.Owner == owner).Select(static customer => customer.Id)];
        return [.. tasks.Where(task => task.Customer is { } customer && theirs.Contains(customer))];
    }

    private async Task<long> MoveAsync<T>(
        CrmScope scope,
        string reason,
        Condition where,
        Func<T, T> move,
        IProgress<long>? progress,
        CancellationToken cancellationToken,
        Func<ICrmSession, IReadOnlyList<T>, CancellationToken, Task<IReadOnlyList<T>>>? choose = null,
        Func<ICrmSession, PageCursor?, CancellationToken, Task<CrmPage<T>>>? read = null)
        where T : class
    {
        long moved = 0;
        PageCursor? after = null; // by id, which no move changes
        for (int attempt = 1; ;)
        {
            ICrmSession session = crm.OpenSession(scope);
            await using (session.ConfigureAwait(false))
            {
                session.Reason = reason;
                CrmPage<T> page = await (read is null
                    ? session.QueryAsync(new CrmQuery<T> { Where = where, After = after, Limit = PerCommit }, cancellationToken)
                    : read(session, after, cancellationToken)).ConfigureAwait(false);
                foreach (T item in choose is null ? page.Items : await choose(session, page.Items, cancellationToken).ConfigureAwait(false))
                {
                    session.Update(move(item));
                }

                try
                {
                    moved += (await session.CommitAsync(cancellationToken).ConfigureAwait(false)).Records;
                }
                catch (CrmConflictException) when (attempt < MaxAttempts)
                {
                    attempt++; // somebody edits one of them: read the page again
                    continue;
                }

                progress?.Report(moved);
                if (page.Next is null)
                {
                    return moved;
                }

                (after, attempt) = (page.Next, 1);
            }
        }
    }
}
