using System.Collections.Concurrent;
using Crm.Sdk.Conformance.Stores;
using Crm.Sdk.Orders;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Conformance.Tests.Faults;

/// <summary>Where a tenant has no such record, that of another is found.</summary>
internal sealed class LeaksTenants : DelegatingStore
{
    private static readonly TenantId[] Tenants = [new("acme"), new("other")];

    public override async Task<IReadOnlyList<StoredRecord?>> FindAsync(TenantId tenant, RecordKind kind, IReadOnlyList<RecordId> ids, CancellationToken cancellationToken)
    {
        StoredRecord?[] found = [.. await Inner.FindAsync(tenant, kind, ids, cancellationToken)];
        foreach (TenantId other in Tenants)
        {
            IReadOnlyList<StoredRecord?> theirs = await Inner.FindAsync(other, kind, ids, cancellationToken);
            found = [.. found.Select((record, i) => record ?? theirs[i])];
        }

        return found;
    }
}

/// <summary>Tenants that differ by case are one.</summary>
internal sealed class FoldsTenants : DelegatingStore
{
    public override Task<long> CountAsync(StoreQuery query, CancellationToken cancellationToken) =>
        Inner.CountAsync(query with { Tenant = new TenantId(query.Tenant.Value.ToLowerInvariant()) }, cancellationToken);
}

/// <summary>Changes entities on the way in.</summary>
internal abstract class AlteringStore : DelegatingStore
{
    public sealed override Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken) =>
        Inner.CommitAsync(Copy(batch, writes: batch.Writes.Select(write => write with { Entity = write.Entity is Parcel parcel ? Alter(parcel) : write.Entity })), cancellationToken);

    protected abstract Parcel Alter(Parcel parcel);
}

/// <summary>Instants are kept in milliseconds.</summary>
internal sealed class KeepsMilliseconds : AlteringStore
{
    protected override Parcel Alter(Parcel parcel) => parcel with { Posted = parcel.Posted is { } posted ? Instant.FromUnixTimeMilliseconds(posted.ToUnixTimeMilliseconds()) : null };
}

/// <summary>An empty text is no text.</summary>
internal sealed class TakesEmptyForNull : AlteringStore
{
    protected override Parcel Alter(Parcel parcel) => parcel with { Remark = parcel.Remark is "" ? null : parcel.Remark };
}

/// <summary>Items come back sorted.</summary>
internal sealed class SortsItems : AlteringStore
{
    protected override Parcel Alter(Parcel parcel) => parcel with { Items = parcel.Items.Items.OrderBy(static item => item.Sku, StringComparer.Ordinal).ToValueList() };
}

/// <summary>Long texts are cut.</summary>
internal sealed class CutsTexts : AlteringStore
{
    protected override Parcel Alter(Parcel parcel) => parcel with { Label = parcel.Label is { Length: > 4_000 } label ? label[..4_000] : parcel.Label };
}

/// <summary>An order's lines lose what they cost us.</summary>
internal sealed class LosesCosts : DelegatingStore
{
    public override Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken) => Inner.CommitAsync(
        Copy(batch, writes: batch.Writes.Select(static write => write.Entity is Order order
            ? write with { Entity = order with { Lines = order.Lines.Items.Select(static line => line with { Cost = null }).ToValueList() } }
            : write)),
        cancellationToken);
}

/// <summary>Says that it is durable, and is not.</summary>
internal sealed class IsNotDurable : DelegatingStore
{
    public override StoreDescriptor Descriptor => Inner.Descriptor with { Durable = true };
}

/// <summary>Looks at no token.</summary>
internal sealed class NeverCancels : DelegatingStore
{
    public override Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken) => Inner.CommitAsync(batch, CancellationToken.None);
}

/// <summary>The clock goes back.</summary>
internal sealed class TurnsTheClockBack : DelegatingStore
{
    private int _asked;

    public override async Task<Instant> NowAsync(CancellationToken cancellationToken) =>
        await Inner.NowAsync(cancellationToken) - Duration.FromMinutes(Interlocked.Increment(ref _asked));
}

/// <summary>Making the schema again makes it anew.</summary>
internal sealed class DropsOnSchema : DelegatingStore
{
    public override Task EnsureSchemaAsync(ModelCatalogue model, SchemaMode mode, CancellationToken cancellationToken)
    {
        Inner = mode == SchemaMode.CreateOrExtend ? new InMemoryStore() : Inner;
        return Inner.EnsureSchemaAsync(model, mode, cancellationToken);
    }
}

/// <summary>Records of before a field was declared have no value in it.</summary>
internal sealed class FillsNothingBack : DelegatingStore
{
    private readonly ConcurrentDictionary<RecordId, ModelCatalogue> _writtenUnder = new();
    private ModelCatalogue? _model;

    public override Task EnsureSchemaAsync(ModelCatalogue model, SchemaMode mode, CancellationToken cancellationToken)
    {
        _model = model;
        return base.EnsureSchemaAsync(model, mode, cancellationToken);
    }

    public override Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken)
    {
        foreach (RecordWrite write in batch.Writes)
        {
            _writtenUnder[write.Id] = _model!;
        }

        return base.CommitAsync(batch, cancellationToken);
    }

    public override async Task<long> CountAsync(StoreQuery query, CancellationToken cancellationToken)
    {
        RecordPage page = await Inner.QueryAsync(query with { Limit = StoreQuery.MaxLimit, Order = null, After = null }, cancellationToken);
        return page.Records.Count(record => query.Where == Condition.Everything || _writtenUnder[record.Id] == _model);
    }
}

/// <summary>Columns have zero for null.</summary>
internal sealed class ReadsNullAsZero : DelegatingStore
{
    public override Task ReadColumnsAsync(StoreQuery query, IReadOnlyList<FieldId> fields, Func<ColumnBatch, CancellationToken, ValueTask> onBatch, CancellationToken cancellationToken) =>
        Inner.ReadColumnsAsync(
            query,
            fields,
            (batch, token) =>
            {
                for (int field = 0; field < fields.Count; field++)
                {
                    if (fields[field].Name == "grams")
                    {
                        batch.Numbers(field).Replace(ColumnBatch.NullNumber, 0);
                    }
                }

                return onBatch(batch, token);
            },
            cancellationToken);
}
