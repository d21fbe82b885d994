using Crm.Sdk.Classification;

namespace Crm.Sdk.Customers;

/// <summary>One thing that a customer's archive lacks, and why that is said.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Aspect">What is lacking.</param>
/// <param name="Facet">The facet that the field belongs to.</param>
/// <param name="Field">The field to ask about, such as <c>phone</c> or <c>attr.work.employer</c>.</param>
/// <param name="Weight">How much the field weighs.</param>
/// <param name="Reason">Why; in its arguments fields stand by their names.</param>
public sealed record QualityFinding(QualityAspect Aspect, string Facet, string Field, int Weight, Reason Reason);
