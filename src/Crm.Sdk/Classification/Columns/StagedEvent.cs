namespace Crm.Sdk.Classification;

/// <summary>An order event on its way into columns: 24 bytes.</summary>
internal struct StagedEvent
{
    public long Microseconds;
    public long Net;

    /// <summary>The customer's row while staged; the place of arrival once placed.</summary>
    public int RowOrArrival;

    public OrderMarks Marks;
}
