package calls

import "immrecon/store/db"

// listTasks makes the table task_operation: the operations that begin a task, which
// ends, and is charged, later than the call is answered. They are the Create…Task of
// IMM and CreateStory, whose answer is a task id as theirs is (IMM API reference,
// 2020-09-30, "CreateStory"; seen 2026-11).
func listTasks(tx *db.Tx) error {
	_, err := tx.Exec(`CREATE TEMP TABLE task_operation (operation TEXT NOT NULL PRIMARY KEY);
		INSERT INTO task_operation (operation)
		SELECT DISTINCT operation FROM operation_item
		WHERE channel = 'api' AND (operation LIKE 'Create%Task' OR operation = 'CreateStory')`)
	return err
}
