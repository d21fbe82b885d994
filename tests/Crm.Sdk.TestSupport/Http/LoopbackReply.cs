namespace Crm.Sdk.TestSupport;

/// <summary>What a server does with a request.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Body">The body, sent as UTF-8 text.</param>
/// <param name="RetryAfterSeconds">What <c>Retry-After</c> says; not sent where null.</param>
/// <param name="Location">What <c>Location</c> says; not sent where null.</param>
public sealed record LoopbackReply(int Status, string Body = "", int? RetryAfterSeconds = null, Uri? Location = null)
{
    /// <summary>Closes the connection without a word.</summary>
    public static LoopbackReply Drop { get; } = new(0);

    /// <summary>Says nothing and keeps the connection open until the server is disposed of or the client goes.</summary>
    public static LoopbackReply Hang { get; } = new(-1);
}
