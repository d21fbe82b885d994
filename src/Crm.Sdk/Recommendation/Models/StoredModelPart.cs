namespace Crm.Sdk.Recommendation;

/// <summary>A piece of a model's text.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Id">The part's id.</param>
/// <param name="Model">The model.</param>
/// <param name="Number">The part's place, from 0.</param>
/// <param name="Text">The text.</param>
public sealed record StoredModelPart(RecordId Id, RecordId Model, long Number, string Text);
