using Crm.Sdk.Conformance.Tests.Faults;
using Crm.Sdk.Storage;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.History;

/// <summary>The reference, which refuses to be asked for an order by a field that is not indexed.</summary>
internal sealed class IndexedOnlyStore : DelegatingStore
{
    public override StoreDescriptor Descriptor => base.Descriptor with { Fields = FieldSupport.Indexed };

    public override Task<RecordPage> QueryAsync(StoreQuery query, CancellationToken cancellationToken)
    {
        KindModel model = HistoryHost.Model[query.Kind];
        Assert.True(query.Order is not { } order || model.IsQueryable(order.Field, FieldSupport.Indexed));
        return base.QueryAsync(query, cancellationToken);
    }
}
