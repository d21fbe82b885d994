namespace Crm.Sdk.Import;

/// <summary>Yes or no, as words.</summary>
internal enum Truth
{
    /// <summary>No.</summary>
    No = 0,

    /// <summary>Yes.</summary>
    Yes = 1,
}
