namespace Crm.Sdk.Tests.Import.Malformed;

/// <summary>What comes of a malformed source.</summary>
public enum Ending
{
    /// <summary>One clear error; the store is as before.</summary>
    Error,

    /// <summary>Row 2 of 3 is refused by line, field, value and rule; the others are imported.</summary>
    OneRowRefused,

    /// <summary>One clear error, or refused rows: the bytes are chance, and only that nothing else happens matters.</summary>
    ErrorOrRows,
}
