namespace Crm.Sdk.Notifications;

/// <summary>A template that a channel's provider approved: the provider sends its own text, with values put into named places.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Code">The provider's code of it, such as <c>SMS_154950909</c>.</param>
/// <param name="Variables">The names of its places, each once.</param>
public sealed record ApprovedTemplate(string Code, ValueList<string> Variables)
{
    /// <summary>The greatest length of one value, in characters (Unicode scalar values); unlimited where null.</summary>
    public int? MaxValueLength { get; init; }

    /// <summary>The purposes it was approved for, such as <c>marketing</c>; any where empty.</summary>
    public ValueList<string> Purposes { get; init; }
}
