using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>How an attempt ended, as far as the dispatcher knows.</summary>
internal abstract record SendAnswer
{
    private SendAnswer()
    {
    }

    /// <summary>The provider took it.</summary>
    public sealed record Accepted(string? Receipt) : SendAnswer;

    /// <summary>It did not go out; another attempt may succeed.</summary>
    public sealed record Failed(string Reason, Duration? After) : SendAnswer;

    /// <summary>It was refused for good.</summary>
    public sealed record Rejected(string Reason) : SendAnswer;

    /// <summary>Nobody knows.</summary>
    public sealed record InDoubt(string Reason) : SendAnswer;

    /// <summary>The channel was not called.</summary>
    /// <param name="Reason">Why the guard refused; null where there was no time left.</param>
    public sealed record NotBegun(string? Reason = null) : SendAnswer;
}
