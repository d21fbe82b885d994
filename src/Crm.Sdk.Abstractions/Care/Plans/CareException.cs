namespace Crm.Sdk.Care;

/// <summary>A care plan cannot be meant as it is written: which plan, where in its definition, what is wrong, and what would be right.</summary>
public sealed class CareException : CrmException
{
    /// <summary>Makes an error.</summary>
    /// <param name="code">One of <see cref="CareErrorCodes"/>.</param>
    /// <param name="plan">The plan's name.</param>
    /// <param name="pointer">The place in the definition as a JSON pointer (RFC 6901); the empty text for the whole.</param>
    /// <param name="message">What is wrong and what would be right.</param>
    /// <param name="innerException">What caused it, if anything did.</param>
    public CareException(string code, string plan, string pointer, string message, Exception? innerException = null)
        : base(code, pointer?.Length > 0 ? $"care plan {plan} at {pointer}: {message}" : $"care plan {plan}: {message}", innerException)
    {
        Plan = plan;
        Pointer = pointer ?? string.Empty;
    }

    /// <summary>The plan's name.</summary>
    public string Plan { get; }

    /// <summary>The place in the definition as a JSON pointer (RFC 6901); the empty text for the whole.</summary>
    public string Pointer { get; }
}
