using Crm.Sdk.Customers;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Segments;

/// <summary>A part that the customer's own record decides.</summary>
internal sealed class CustomerNode(Segment source, RecordPredicate? pushed, Func<Customer, bool> holds, Func<Customer, string?> found) : SegmentNode(source)
{
    public override RecordPredicate? Pushed => pushed;

    public override bool Holds(SegmentBatch batch, int index) => holds(batch.Customers[index]);

    public override string? Found(SegmentBatch batch, int index) => found(batch.Customers[index]);
}
