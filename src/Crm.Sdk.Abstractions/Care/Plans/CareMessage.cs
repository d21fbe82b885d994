namespace Crm.Sdk.Care;

/// <summary>The message of a care plan.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Template">The name of its template; the latest version is taken.</param>
/// <param name="Purpose">What it is sent for, as consent is asked: <c>care</c>, <c>marketing</c>, <c>service</c>.</param>
/// <param name="Channels">The channels in the order in which they are tried: the first that reaches the customer is taken.</param>
public sealed record CareMessage(string Template, string Purpose, ValueList<string> Channels)
{
    /// <summary>For how many days it is of use, 1 to 60; then it is not sent any more. 3 by default.</summary>
    public int UseDays { get; init; } = 3;
}
