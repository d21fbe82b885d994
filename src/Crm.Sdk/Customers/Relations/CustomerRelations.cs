using System.Runtime.CompilerServices;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>Relations of customers over sessions.</summary>
/// <remarks>A thread-safe singleton.</remarks>
public sealed class CustomerRelations : ICustomerRelations
{
    /// <summary>The greatest depth of a hierarchy.</summary>
    public const int MaxDepth = 64;

    private const int PageSize = 500;

    /// <summary>The places that sessions wrote here and did not commit yet, which no query finds.</summary>
    private readonly ConditionalWeakTable<ICrmSession, HashSet<RecordId>> _written = [];

    /// <inheritdoc/>
    public async Task<Relation> RelateAsync(
        ICrmSession session, RelationType type, CustomerId from, CustomerId to, string? role, LocalDate? since, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(type);
        await RequireAsync(session, [from, to], cancellationToken).ConfigureAwait(false);
        Relation relation = Relation.Between(type, from, to, since) with { Role = role };
        if (!type.IsHierarchical)
        {
            session.Add(relation);
            return relation;
        }

        int above = await RefuseCycleAsync(session, type, from, to, since, cancellationToken).ConfigureAwait(false);
        await RefuseDepthAsync(session, type, to, since, MaxDepth - above - 1, cancellationToken).ConfigureAwait(false);
        _written.GetOrCreateValue(session).Add(relation.Id);
        if (await session.FindAsync<Relation>(relation.Id, cancellationToken).ConfigureAwait(false) is not { } before)
        {
            session.Add(relation);
            return relation;
        }

        relation = before with { From = from, Role = role, Since = since, Until = null };
        session.Update(relation);
        return relation;
    }

    /// <inheritdoc/>
    public void End(ICrmSession session, Relation relation, LocalDate lastDay)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(relation);
        session.Update(relation with { Until = lastDay });
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Relation>> OfAsync(ICrmSession session, CustomerId customer, LocalDate on, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var found = new List<Relation>();
        foreach (FieldId end in (FieldId[])[RelationModel.From, RelationModel.To])
        {
            await foreach (Relation relation in AllAsync(session, Condition.Equal(end, FieldValue.Of(customer)), cancellationToken).ConfigureAwait(false))
            {
                if (relation.HoldsOn(on))
                {
                    found.Add(relation);
                }
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CustomerId>> AboveAsync(ICrmSession session, RelationType type, CustomerId customer, LocalDate on, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(type);
        var above = new List<CustomerId>();
        for (CustomerId lower = customer; above.Count < MaxDepth;)
        {
            Relation? relation = await session.FindAsync<Relation>(Relation.IdUnder(type.Code, lower), cancellationToken).ConfigureAwait(false);
            if (relation is null || !relation.HoldsOn(on))
            {
                break;
            }

            above.Add(lower = relation.From);
        }

        return above;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<(CustomerId Customer, int Depth)> BelowAsync(
        ICrmSession session, RelationType type, CustomerId customer, LocalDate on, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(type);
        var level = new Queue<(CustomerId Customer, int Depth)>([(customer, 0)]);
        while (level.TryDequeue(out (CustomerId Customer, int Depth) upper))
        {
            var under = Condition.All(Condition.Equal(RelationModel.From, FieldValue.Of(upper.Customer)), Condition.Equal(RelationModel.Type, FieldValue.Of(type.Code)));
            await foreach (Relation relation in AllAsync(session, under, cancellationToken).ConfigureAwait(false))
            {
                if (relation.HoldsOn(on) && upper.Depth < MaxDepth)
                {
                    level.Enqueue((relation.To, upper.Depth + 1));
                    yield return (relation.To, upper.Depth + 1);
                }
            }
        }
    }

    /// <summary>Looks up from the new superior, makes the commit depend on all that it saw, and says how many stand above it.</summary>
    private static async Task<int> RefuseCycleAsync(ICrmSession session, RelationType type, CustomerId from, CustomerId to, LocalDate? since, CancellationToken cancellationToken)
    {
        CustomerId lower = from;
        for (int depth = 1; ; depth++)
        {
            RelationId id = Relation.IdUnder(type.Code, lower);
            if (await session.FindAsync<Relation>(id, cancellationToken).ConfigureAwait(false) is not { } relation)
            {
                session.GuardAbsence<Relation>(id);
                return depth - 1;
            }

            if (session.VersionOf<Relation>(id) > 0)
            {
                session.Guard(relation);
            }

            if (relation.Until is { } until && (since is not { } first || until < first))
            {
                return depth - 1; // over before the new one begins
            }

            if (relation.From == to)
            {
                throw new CrmException(CustomerErrorCodes.BadRelation, $"{type.Code}: customer {from} stands below {to} already, so {to} cannot stand below it.");
            }

            if (depth == MaxDepth)
            {
                throw new CrmException(CustomerErrorCodes.BadRelation, $"{type.Code}: customer {from} stands {MaxDepth} levels deep; a hierarchy has at most that many.");
            }

            lower = relation.From;
        }
    }

    /// <summary>
    /// Looks down from the customer that gets a place, a level at a time, and refuses it where they are more levels than there is room for. Whoever adds one below meanwhile looked up to this place, so that
    /// one of the two commits conflicts.
    /// </summary>
    private async Task RefuseDepthAsync(ICrmSession session, RelationType type, CustomerId to, LocalDate? since, int room, CancellationToken cancellationToken)
    {
        Relation?[] written = _written.TryGetValue(session, out HashSet<RecordId>? ids) ? [.. await session.FindAsync<Relation>([.. ids], cancellationToken).ConfigureAwait(false)] : [];
        HashSet<CustomerId> level = [to];
        for (int depth = 0; level.Count > 0; depth++)
        {
            HashSet<CustomerId> next = [.. written.OfType<Relation>().Where(IsBelow).Select(static relation => relation.To)];
            foreach (CustomerId[] some in level.Chunk(PageSize))
            {
                var under = Condition.All(Condition.IsIn(RelationModel.From, [.. some.Select(static id => FieldValue.Of((RecordId)id))]), Condition.Equal(RelationModel.Type, FieldValue.Of(type.Code)));
                await foreach (Relation relation in AllAsync(session, under, cancellationToken).ConfigureAwait(false))
                {
                    if (IsBelow(relation))
                    {
                        next.Add(relation.To);
                    }
                }
            }

            if (next.Count > 0 && depth == room)
            {
                throw new CrmException(CustomerErrorCodes.BadRelation, $"{type.Code}: what stands below customer {to} would be deeper than the {MaxDepth} levels that a hierarchy has at most.");
            }

            bool IsBelow(Relation relation) => relation.Type == type.Code && level.Contains(relation.From) && !(relation.Until < since);

            level = next;
        }
    }

    private static async Task RequireAsync(ICrmSession session, RecordId[] customers, CancellationToken cancellationToken)
    {
        IReadOnlyList<Customer?> found = await session.FindAsync<Customer>(customers, cancellationToken).ConfigureAwait(false);
        int missing = found.ToList().IndexOf(null);
        if (missing >= 0)
        {
            throw new CrmException(CustomerErrorCodes.Unknown, $"There is no customer {customers[missing]} to relate to another.");
        }
    }

    private static async IAsyncEnumerable<Relation> AllAsync(
        ICrmSession session, Condition where, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PageCursor? after = null;
        do
        {
            CrmPage<Relation> page = await session.QueryAsync(new CrmQuery<Relation> { Where = where, After = after, Limit = PageSize }, cancellationToken).ConfigureAwait(false);
            foreach (Relation relation in page.Items)
            {
                yield return relation;
            }

            after = page.Next;
        }
        while (after is not null);
    }
}
