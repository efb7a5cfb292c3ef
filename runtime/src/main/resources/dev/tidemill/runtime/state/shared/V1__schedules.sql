-- The table of db-scheduler, as its documentation has it.
create table timer (
  task_name varchar(100) not null,
  task_instance varchar(200) not null,
  task_data ${bytes},
  execution_time timestamp with time zone not null,
  picked boolean not null,
  picked_by varchar(50),
  last_success timestamp with time zone,
  last_failure timestamp with time zone,
  consecutive_failures int,
  last_heartbeat timestamp with time zone,
  version bigint not null,
  primary key (task_name, task_instance)
);
create index timer_execution_time on timer (execution_time);
create index timer_last_heartbeat on timer (last_heartbeat);
