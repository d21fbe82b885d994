namespace Crm.Sdk.Customers;

/// <summary>Extension point: a rule across the fields of one customer's archive (CU-6), such as that nobody graduates before birth.</summary>
/// <remarks>
/// A thread-safe singleton and a pure function of what it is given: no clock, no queries. Hosts register theirs as services, plugins contribute them (<c>consistency-rule</c>). What it
/// declares to read counts as use of these fields.
/// </remarks>
public interface IConsistencyRule
{
    /// <summary>The rule's code; the text of the code says what is wrong, with the arguments of the finding. Plugins prefix theirs.</summary>
    string Code { get; }

    /// <summary>The fields it compares, such as <c>birth</c> and <c>attr.education.graduated</c>, the one to ask about first.</summary>
    ValueList<string> Fields { get; }

    /// <summary>What is contradictory; null where nothing is, or where a field that it compares has no value.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="asOf">The instant that the answer is for.</param>
    /// <returns>The reason with the rule's code, or null.</returns>
    Classification.Reason? Check(Customer customer, AsOf asOf);
}
