namespace Crm.Sdk;

/// <summary>A request that cannot be done as it was made: what was wrong, where, and what would be right, under a stable code.</summary>
/// <remarks>The text is for people and may change; the code is for programs and does not. Codes are listed in <see cref="ErrorCodes"/> and in <c>docs/errors</c>.</remarks>
public class CrmException : Exception
{
    /// <summary>Makes an error.</summary>
    /// <param name="code"><c>CRM</c> and four digits.</param>
    /// <param name="message">One clear sentence: what was wrong, where, and what would be right.</param>
    /// <param name="innerException">What caused it, if anything did.</param>
    public CrmException(string code, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        Code = code;
    }

    /// <summary>The stable code, <c>CRM</c> and four digits; plugins use 5000 to 5999.</summary>
    public string Code { get; }
}
