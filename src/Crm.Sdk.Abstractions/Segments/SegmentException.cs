namespace Crm.Sdk.Segments;

/// <summary>A segment cannot be meant as it is written: what is wrong, where in the definition, and what would be right.</summary>
public sealed class SegmentException : CrmException
{
    /// <summary>Makes an error.</summary>
    /// <param name="code">One of <see cref="SegmentErrorCodes"/>.</param>
    /// <param name="pointer">The place in the definition as a JSON pointer (RFC 6901); the empty text for the whole.</param>
    /// <param name="message">What is wrong and what would be right.</param>
    /// <param name="innerException">What caused it, if anything did.</param>
    public SegmentException(string code, string pointer, string message, Exception? innerException = null)
        : base(code, pointer?.Length > 0 ? $"segment at {pointer}: {message}" : $"segment: {message}", innerException) => Pointer = pointer ?? string.Empty;

    /// <summary>The place in the definition as a JSON pointer (RFC 6901); the empty text for the whole.</summary>
    public string Pointer { get; }
}
