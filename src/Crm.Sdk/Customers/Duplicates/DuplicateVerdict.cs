namespace Crm.Sdk.Customers.Duplicates;

/// <summary>What the action rules say of one written customer and one match.</summary>
/// <param name="Alert">The two, as they may be told.</param>
/// <param name="Action">What becomes of the written one.</param>
internal sealed record DuplicateVerdict(DuplicateAlert Alert, DuplicateAction Action);
