using Crm.Sdk.Storage;

namespace Crm.Sdk.Segments;

/// <summary>Which records decide, and what is measured of them.</summary>
/// <param name="Records">The records.</param>
/// <param name="Measure">A count or a sum.</param>
/// <param name="OfMembers">Whether records of customers that were merged into the asked one count.</param>
/// <param name="Currency">The currency of a sum; null of a count.</param>
/// <param name="When">The field that says when a record happened: the date of exchange rates.</param>
internal sealed record RelatedQuery(RelatedRecords Records, RelatedMeasure Measure, bool OfMembers, Currency? Currency, FieldId When);
