using Crm.Sdk.Organization;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>Roles by the titles of employees: the actor is the key of an employee who is employed today and whose title is one of the role's.</summary>
/// <remarks>A thread-safe singleton.</remarks>
/// <param name="crm">Reads the employees.</param>
/// <param name="roles">Which titles have which role.</param>
/// <param name="clock">Says what day it is.</param>
public sealed class EmployeeAuthority(ICrm crm, CreditRoleTitles roles, IClock clock) : ICreditAuthority
{
    /// <inheritdoc/>
    public async ValueTask<bool> HasAsync(CrmScope scope, string role, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (!roles.Titles.TryGetValue(role, out ISet<string>? titles))
        {
            return false;
        }

        await using ICrmSession session = crm.OpenSession(scope);
        CrmPage<Employee> found = await session.QueryAsync(new CrmQuery<Employee> { Where = Condition.Equal(EmployeeModel.Key, FieldValue.Of(scope.Actor.Value)), Limit = 1 }, cancellationToken).ConfigureAwait(false);
        return found.Items.Count == 1 && found.Items[0] is { Title: { } title } employee && titles.Contains(title) && employee.IsActiveOn(clock.GetCurrentInstant().InUtc().Date);
    }
}
